namespace Eci.Modules.Saleor.Client;

/// <summary>The shop does not know the token, or not any more.</summary>
internal sealed class TokenRefusedException(string message) : Exception(message);
