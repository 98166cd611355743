using System.CommandLine;
using Eci.Host.Commands.Management;

namespace Eci.Host.Commands;

/// <summary>What an operator can do from the command line: <c>dotnet run --project Host -- deadletters list</c>.</summary>
internal static class EciCommands
{
    /// <summary>True when the arguments name a command instead of starting the host.</summary>
    public static bool IsCommand(string[] args) => args.Length > 0 && (!args[0].StartsWith('-') || args[0] is "--help" or "-h" or "-?" or "--version");

    // Program.cs says what went wrong, for commands as for the host.
    public static Task<int> RunAsync(string[] args) =>
        Create().Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });

    /// <summary>All commands.</summary>
    public static RootCommand Create() =>
        new("ECI: the integration hub. Without a command it starts the host.")
        {
            ApiKeyCommands.Create(),
            AuditCommands.Create(),
            TenantCommands.Create(WithServicesAsync),
            SubscriptionCommands.Create(WithServicesAsync),
            AppCommands.Create(WithServicesAsync),
            IntegrationCommands.Create(WithServicesAsync),
            WebhookCommands.Create(WithServicesAsync),
            ContactCommands.Create(),
            DeadLetterCommands.Create(),
            MessageCommands.Create(),
            OrderCommands.Create(),
            PackageCommands.Create(),
            SaleorCommands.Create(WithServicesAsync),
            ScheduleCommands.Create(),
            SyncCommands.Create(WithServicesAsync),
            WebhookEndpointCommands.Create(),
            HealthCommand.Create(),
            DocsCommands.Create(),
        };

    /// <summary>Builds the host without its background work and hands its services to the command.</summary>
    public static async Task<int> WithServicesAsync(Func<IServiceProvider, Task<int>> command)
    {
        await using var app = EciHost.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection([new(Roles.Setting, "api")]);
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
        });
        await Startup.PrepareAsync(app);
        return await command(app.Services);
    }
}
