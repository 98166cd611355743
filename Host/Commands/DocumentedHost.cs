namespace Eci.Host.Commands;

/// <summary>The host that documents are written from: built, not started, the same whatever the settings of the machine are.</summary>
internal static class DocumentedHost
{
    public static WebApplication Build() => EciHost.Build(["--environment=Production"], builder =>
    {
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:Eci", "Data Source=:memory:"), new("Logging:LogLevel:Default", "None")]);
    });
}
