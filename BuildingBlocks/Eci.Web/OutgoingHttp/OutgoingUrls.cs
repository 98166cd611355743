using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Eci.Web.OutgoingHttp;

/// <summary>
/// Says which addresses tenants may let the hub call. What a host name leads to is checked again at each connection, see
/// <see cref="GuardedConnections"/>: it may change.
/// </summary>
public sealed class OutgoingUrls(IOptions<OutgoingHttpOptions> options, IHostEnvironment environment)
{
    /// <summary>Stable code of a refused address.</summary>
    public const string RefusalCode = "URL_NOT_ALLOWED";

    /// <summary>Longest address, characters.</summary>
    public const int MaxLength = 1000;

    private const int FirstFreePort = 1024;

    /// <summary>True when addresses of private networks may be called.</summary>
    public bool AllowPrivateNetworks { get; } = options.Value.AllowPrivateNetworks ?? environment.IsDevelopment();

    private bool AllowPlainHttp { get; } = environment.IsDevelopment();

    /// <summary>Reads an address.</summary>
    /// <param name="text">As the tenant wrote it.</param>
    /// <param name="url">The address, when it may be called.</param>
    /// <param name="problem">One sentence for the tenant, when it may not.</param>
    public bool TryRead(string? text, out Uri? url, out string? problem)
    {
        url = null;
        problem = ProblemOf(text, out var read);
        if (problem is null)
            url = read;
        return problem is null;
    }

    private string? ProblemOf(string? text, out Uri? url)
    {
        url = null;
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxLength)
            return $"The URL must have 1 to {MaxLength} characters.";
        if (text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) || !Uri.TryCreate(text, UriKind.Absolute, out url))
            return "The URL cannot be read; write one such as https://example.com/webhooks.";
        if (url.Scheme != Uri.UriSchemeHttps && !(AllowPlainHttp && url.Scheme == Uri.UriSchemeHttp))
            return AllowPlainHttp ? "The URL must begin with https:// or http://." : "The URL must begin with https://.";
        if (url.UserInfo.Length > 0)
            return "The URL must not hold a user or password.";
        if (url.Fragment.Length > 0)
            return "The URL must not hold a fragment.";
        return AllowPrivateNetworks ? null : ProblemOfHost(url);
    }

    private static string? ProblemOfHost(Uri url)
    {
        if (!url.IsDefaultPort && url.Port < FirstFreePort)
            return $"The port must be the scheme's own or {FirstFreePort} and above.";
        var host = url.IdnHost.TrimEnd('.');
        if (IPAddress.TryParse(host.Trim('[', ']'), out var address))
            return PublicAddresses.Contain(address) ? null : "The URL must not lead into a private network.";
        var isLocal = !host.Contains('.', StringComparison.Ordinal) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
        return isLocal ? "The URL must name a host of the public internet." : null;
    }
}
