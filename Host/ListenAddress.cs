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
}
