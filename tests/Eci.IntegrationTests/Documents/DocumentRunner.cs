using Eci.Testing.Processes;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.IntegrationTests.Documents;

/// <summary>
/// Runs the commands of a document as a reader would who has just started the hub: a Development host as a process of its own with empty
/// data, and one shell for all commands.
/// </summary>
internal sealed class DocumentRunner : IAsyncDisposable
{
    private const string WrittenAddress = "http://localhost:5080";
    private const string WrittenHost = "dotnet run --project Host --";
    private const string Connected = "The demo shop is connected";
    private const string NobodyThere = "http://127.0.0.1:9";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly ScratchFolder _folder = new();
    private readonly HostProcesses _hosts = new();
    private TestDatabase? _database;
    private ShellSession? _shell;
    private HostProcess? _host;

    /// <summary>Starts host and shell.</summary>
    public async Task StartAsync()
    {
        var data = Directory.CreateDirectory(Path.Combine(_folder.Path, "data")).FullName;
        _database = await TestDatabase.CreateEmptyAsync(DatabaseKind.Sqlite);
        var mail = Path.Combine(data, "mail");
        var port = FreePort.Next();
        _host = await _hosts.StartAsync(new HostProcessOptions("documented", _database, _folder.Path)
        {
            Environment = "Development",
            MailFolder = mail,
            Port = port,
            Settings = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Eci:PublicUrl"] = new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", port).Uri.AbsoluteUri,
                ["Eci:Dhl:BaseAddress"] = NobodyThere,
                ["Eci:Ups:BaseAddress"] = NobodyThere,
            },
        });
        await Eventually.Async(() => _host.Output.Contains(Connected, StringComparison.Ordinal), Deadline * 2, "the log says that the shop is connected");
        _shell = ShellSession.Start(_folder.Path, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ConnectionStrings__Eci"] = _database.ConnectionString,
            ["Eci__Mail__Pickup__Directory"] = mail,
        });
    }

    /// <summary>Runs the commands in their order. What a document shows may take a moment to become true: commands are repeated until it is.</summary>
    public async Task RunAsync(IEnumerable<DocumentCommand> commands)
    {
        foreach (var command in commands)
            await RunAsync(command);
    }

    public async ValueTask DisposeAsync()
    {
        if (_shell is not null)
            await _shell.DisposeAsync();
        await _hosts.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
        _folder.Dispose();
    }

    private async Task RunAsync(DocumentCommand command)
    {
        var address = _host!.Address!.AbsoluteUri.TrimEnd('/');
        var expected = command.Output?.Replace(WrittenAddress, address, StringComparison.Ordinal);
        var commands = command.Commands
            .Replace(WrittenAddress, address, StringComparison.Ordinal)
            .Replace(WrittenHost, $"dotnet '{Path.Combine(AppContext.BaseDirectory, "Eci.Host.dll")}'", StringComparison.Ordinal);
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var (output, failure) = await _shell!.RunAsync(commands);
            if (failure is not null)
                Assert.Fail($"Line {command.Line}, \"{command.Section}\": {failure}\n{command.Commands}\n{output}");
            if (expected is null || ExpectedOutput.Fits(expected, output))
                return;
            if (TimeProvider.System.GetElapsedTime(start) > Deadline)
                Assert.Fail($"Line {command.Line}, \"{command.Section}\", printed something else:\n{output}\ninstead of\n{expected}");
            await Task.Delay(Pause);
        }
    }
}
