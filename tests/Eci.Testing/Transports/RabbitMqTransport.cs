using System.Diagnostics;
using System.Globalization;
using Eci.Messaging.Routing;
using Eci.Testing.Servers;
using NUnit.Framework;
using RabbitMQ.Client;

namespace Eci.Testing.Transports;

/// <summary>The server named by <c>ECI_TEST_RABBITMQ</c>, with names of this test's own, reached by hosts over a link that can be cut.</summary>
public sealed class RabbitMqTransport : TestTransport
{
    private readonly RouteTable _routes;
    private readonly IConnection _direct;
    private readonly TcpLink _link;
    private readonly string _prefix = $"t{Guid.NewGuid():N}.";

    private RabbitMqTransport(RouteTable routes, Uri server, IConnection direct)
    {
        (_routes, _direct) = (routes, direct);
        _link = new TcpLink(server.Host, server.Port);
        Settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Eci:Transport"] = "RabbitMq",
            ["ConnectionStrings:RabbitMq"] = new UriBuilder(server) { Host = "127.0.0.1", Port = _link.Port }.Uri.AbsoluteUri,
            ["Eci:RabbitMq:Prefix"] = _prefix,
        };
    }

    public override TransportKind Kind => TransportKind.RabbitMq;

    public override IReadOnlyDictionary<string, string> Settings { get; }

    /// <inheritdoc cref="TestTransports.StartAsync"/>
    public static async Task<TestTransport> StartAsync(RouteTable routes)
    {
        if (TestSettings.RabbitMq is not { } address)
            Assert.Ignore($"No RabbitMQ: set {TestSettings.RabbitMqKey} to an AMQP address with user and password.");
        var server = new Uri(TestSettings.RabbitMq!);
        return new RabbitMqTransport(routes, server, await new ConnectionFactory { Uri = server }.CreateConnectionAsync());
    }

    /// <summary>Name on the server of a topic's exchange or an endpoint's queue.</summary>
    public string NameOf(string topicOrEndpoint) => _prefix + topicOrEndpoint;

    /// <summary>A channel to the server, past the link, whose publications are confirmed.</summary>
    public Task<IChannel> OpenAsync() => _direct.CreateChannelAsync(new CreateChannelOptions(
        publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));

    public override Task TakeAwayAsync() => _link.CutAsync();

    public override Task BringBackAsync()
    {
        _link.Restore();
        return Task.CompletedTask;
    }

    public override Task StopBrokerAsync() => ControlAsync("stop_app");

    public override Task StartBrokerAsync() => ControlAsync("start_app");

    public override async Task<int?> BrokerProcessAsync() => TestSettings.RabbitMqControl is null
        ? null
        : int.Parse((await ControlAsync("eval", "os:getpid().")).Trim().Trim('"'), CultureInfo.InvariantCulture);

    public override async Task PutAsync(string topic, string? key, byte[] body, IReadOnlyDictionary<string, string> headers)
    {
        await using var channel = await OpenAsync();
        var properties = new BasicProperties
        {
            Persistent = true,
            Headers = headers.ToDictionary(h => h.Key, object? (h) => h.Value, StringComparer.Ordinal),
        };
        await channel.BasicPublishAsync(NameOf(topic), routingKey: string.Empty, mandatory: true, properties, body);
    }

    public override async ValueTask DisposeAsync()
    {
        await _link.DisposeAsync();
        await using (var channel = await OpenAsync())
        {
            foreach (var endpoint in _routes.Endpoints)
            {
                await channel.QueueDeleteAsync(NameOf(endpoint.Name));
                await channel.ExchangeDeleteAsync(NameOf(endpoint.Name));
            }

            foreach (var topic in _routes.Topics)
                await channel.ExchangeDeleteAsync(NameOf(topic.Name));
        }

        await _direct.DisposeAsync();
    }

    private static async Task<string> ControlAsync(params string[] arguments)
    {
        if (TestSettings.RabbitMqControl is not { } program)
        {
            Assert.Ignore($"The RabbitMQ server is out of reach: set {TestSettings.RabbitMqControlKey} to a rabbitmqctl that reaches it.");
            return string.Empty;
        }

        using var process = Process.Start(new ProcessStartInfo(program, ["-q", .. arguments]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, $"exit code of {string.Join(' ', arguments)}");
        return output;
    }
}
