using System.Buffers;
using Eci.Web;

namespace Eci.Modules.Tracking.TrackingPage;

/// <summary>Where the tracking pages are.</summary>
internal sealed class TrackingPageLink(PublicUrl hub)
{
    public const string TokenParameter = "token";
    public const string Route = $"/track/{{{TokenParameter}}}";

    private const int LongestToken = 60;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    /// <summary>The address of an order's page; null when the hub does not know where it is reached.</summary>
    public string? Of(string token) => hub.Of($"/track/{token}");

    /// <summary>False for texts that cannot be the token of any order.</summary>
    public static bool IsPlausible(string token) =>
        token.Length is > 0 and <= LongestToken && !token.AsSpan().ContainsAnyExcept(Allowed);
}
