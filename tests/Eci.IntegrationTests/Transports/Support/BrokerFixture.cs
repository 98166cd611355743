using Eci.IntegrationTests.Messaging.Support;
using Eci.Messaging.Brokers;
using Eci.Testing.Servers;
using Eci.Testing.Transports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Eci.IntegrationTests.Transports.Support;

/// <summary>A fixture whose transport is a broker.</summary>
internal abstract class BrokerFixture(TransportKind transport, DatabaseKind database) : TransportFixture(transport, database)
{
    /// <summary>Starts a host and makes sure that its topics and queues are there.</summary>
    protected async Task<MessagingHost> StartDeployedAsync(Action<MessagingHostOptions>? configure = null)
    {
        var host = await StartAsync(configure);
        await host.Services.GetRequiredService<IBroker>().DeployAsync(CancellationToken.None);
        return host;
    }

    /// <summary>Puts a body on the topic of <see cref="Step"/>, past the hub.</summary>
    protected Task PutAsync(byte[] body, Dictionary<string, string> headers) => Transport.PutAsync(TestRoutes.Steps.Name, key: null, body, headers);

    protected static Task<HealthReport> HealthAsync(MessagingHost host) => host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

    protected static Task ReportsAsync(MessagingHost host, HealthStatus status) =>
        Eventually.Async(async () => (await HealthAsync(host)).Status == status, Deadline, $"that the host reports {status}");
}
