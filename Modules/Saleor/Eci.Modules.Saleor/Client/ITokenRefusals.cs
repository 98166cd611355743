namespace Eci.Modules.Saleor.Client;

/// <summary>Is told when a shop refuses the token that it gave: Saleor tells nobody that it uninstalled an app.</summary>
internal interface ITokenRefusals
{
    /// <summary>Writes by itself, whatever becomes of the caller's unit of work.</summary>
    Task RefusedAsync(string appId, CancellationToken cancellationToken);
}

/// <summary>The shop does not know the token, or not any more.</summary>
internal sealed class TokenRefusedException(string message) : Exception(message);
