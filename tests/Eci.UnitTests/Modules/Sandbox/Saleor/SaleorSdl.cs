using Eci.Testing.Servers;
using GraphQLParser;
using GraphQLParser.AST;

namespace Eci.UnitTests.Modules.Sandbox.Saleor;

/// <summary>A schema that Saleor has published.</summary>
internal sealed class SaleorSdl
{
    private readonly Dictionary<string, GraphQLTypeDefinition> _types;

    private SaleorSdl(GraphQLDocument document) =>
        _types = document.Definitions.OfType<GraphQLTypeDefinition>().ToDictionary(type => type.Name.StringValue, StringComparer.Ordinal);

    /// <summary>Ignores the running test when the contract files are not there.</summary>
    public static SaleorSdl Read(string file) => new(Parser.Parse(File.ReadAllText(Path.Combine(ContractsFolder.Find("saleor"), file))));

    public GraphQLTypeDefinition? Find(string type) => _types.GetValueOrDefault(type);

    /// <summary>A type as it is written, <c>[Order!]!</c>.</summary>
    public static string Text(GraphQLType? type) => type switch
    {
        GraphQLNonNullType required => $"{Text(required.Type)}!",
        GraphQLListType list => $"[{Text(list.Type)}]",
        GraphQLNamedType named => named.Name.StringValue,
        _ => "",
    };
}
