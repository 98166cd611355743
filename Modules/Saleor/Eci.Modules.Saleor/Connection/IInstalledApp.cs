using Eci.Modules.Saleor.Contracts;
using Eci.Persistence;

namespace Eci.Modules.Saleor.Connection;

/// <summary>An app that a shop installs.</summary>
internal interface IInstalledApp
{
    /// <summary>What it does in the shop.</summary>
    SaleorAppType Type { get; }

    /// <summary>Null while no shop is connected.</summary>
    Encrypted<SaleorCredentials>? Credentials { get; set; }
}
