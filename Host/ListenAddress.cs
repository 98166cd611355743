namespace Eci.Host;

/// <summary>Where a process listens when no setting says so.</summary>
internal static class ListenAddress
{
    /// <summary>The address of the README.</summary>
    public const string Api = "http://localhost:5080";

    /// <summary>A free port, written to the log: worker processes on one machine must not compete for a port.</summary>
    public const string HealthOnly = "http://127.0.0.1:0";

    private static readonly string[] Settings =
    [
        WebHostDefaults.ServerUrlsKey, WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey,
    ];

    /// <summary>Null when a setting names an address or port (<c>ASPNETCORE_URLS</c>, <c>ASPNETCORE_HTTP_PORTS</c>, <c>Kestrel__Endpoints</c>).</summary>
    public static string? Default(IConfiguration configuration, Roles roles)
    {
        if (Settings.Any(setting => !string.IsNullOrEmpty(configuration[setting])) || configuration.GetSection("Kestrel:Endpoints").Exists())
            return null;
        return roles.Api ? Api : HealthOnly;
    }

    /// <summary>Where a host with these settings answers on this machine; null when it listens on a port nobody knows before.</summary>
    public static Uri? Local(IConfiguration configuration)
    {
        if (configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Url"]).OfType<string>().ToList() is { Count: > 0 } endpoints)
            return FirstPlain(endpoints);
        if (configuration[WebHostDefaults.ServerUrlsKey] is { Length: > 0 } urls)
            return FirstPlain(urls.Split(';', StringSplitOptions.TrimEntries));
        if (configuration[WebHostDefaults.HttpPortsKey] is { Length: > 0 } ports)
            return FirstPlain(ports.Split(';', StringSplitOptions.TrimEntries).Select(port => $"http://*:{port}"));
        return Roles.From(configuration).Api ? new Uri(Api) : null;
    }

    /// <summary>The first address without TLS and with a known port, as this machine reaches it.</summary>
    public static Uri? FirstPlain(IEnumerable<string> urls) => urls
        .Where(url => url.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        .Select(url => BindingAddress.Parse(url))
        .Where(address => address.Port > 0)
        .Select(address => new UriBuilder(Uri.UriSchemeHttp, address.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : address.Host, address.Port).Uri)
        .FirstOrDefault();
}
