using System.CommandLine;
using Eci.Persistence;

namespace Eci.Host.Commands;

/// <summary>What an operator can do from the command line: <c>dotnet run --project Host -- deadletters list</c>.</summary>
internal static class EciCommands
{
    /// <summary>True when the arguments name a command instead of starting the host.</summary>
    public static bool IsCommand(string[] args) => args.Length > 0 && (!args[0].StartsWith('-') || args[0] is "--help" or "-h" or "-?" or "--version");

    public static Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("ECI: the integration hub. Without a command it starts the host.")
        {
            DeadLetterCommands.Create(),
            PackageCommands.Create(),
            DocsCommands.Create(),
        };
        return root.Parse(args).InvokeAsync();
    }

    /// <summary>Builds the host without its background work and hands its services to the command.</summary>
    public static async Task<int> WithServicesAsync(Func<IServiceProvider, Task<int>> command)
    {
        await using var app = EciHost.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection([new(Roles.Setting, "api")]);
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
        });
        try
        {
            await Startup.PrepareAsync(app);
            return await command(app.Services);
        }
        catch (Exception exception) when (EciDatabase.IsUnavailable(exception))
        {
            await Console.Error.WriteLineAsync("The database cannot be reached; check ConnectionStrings__Eci.");
            return 3;
        }
    }
}
