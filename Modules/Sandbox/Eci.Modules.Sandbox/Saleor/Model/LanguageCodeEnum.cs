using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Model;

/// <summary>Languages that customers of the demo shop speak.</summary>
internal enum LanguageCodeEnum
{
    De,
    [Name("DE_AT")]
    DeAt,
    [Name("DE_CH")]
    DeCh,
    En,
    [Name("EN_GB")]
    EnGb,
    [Name("EN_US")]
    EnUs,
    Es,
    Fr,
    It,
    Nl,
    Pl,
}
