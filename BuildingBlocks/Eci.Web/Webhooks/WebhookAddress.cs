using System.Buffers;

namespace Eci.Web.Webhooks;

/// <summary>What webhook ids look like.</summary>
internal static class WebhookAddress
{
    private const int MaxLength = 60;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>False for texts that cannot be the id of any webhook, so that they need no query.</summary>
    public static bool IsPlausible(string webhookId) =>
        webhookId.Length is > 0 and <= MaxLength && !webhookId.AsSpan().ContainsAnyExcept(Allowed);
}
