namespace Eci.Modules.Saleor.Connection;

/// <summary>
/// Remembers whether shops accept what they once gave. Saleor tells nobody when it uninstalls an app; the first request that is refused does.
/// Writes by itself, whatever becomes of the caller's unit of work.
/// </summary>
internal interface IShopAccess
{
    /// <summary>The shop refuses the credentials. The first such moment is kept.</summary>
    Task RefusedAsync(string appId, CancellationToken cancellationToken);

    /// <summary>A request was answered. Costs a statement a minute.</summary>
    Task AcceptedAsync(string appId, CancellationToken cancellationToken);

    /// <summary>Somebody made sure that the shop accepts them.</summary>
    Task RestoredAsync(string appId, CancellationToken cancellationToken);
}
