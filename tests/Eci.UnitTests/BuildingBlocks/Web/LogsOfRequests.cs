using System.Diagnostics;
using Eci.Testing.Hosting;
using Eci.Testing.Http;
using Eci.UnitTests.BuildingBlocks.Web.Support;
using Eci.Web;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Web;

internal sealed class LogsOfRequests
{
    [Test]
    public async Task Hold_no_query_at_any_level_and_neither_do_traces()
    {
        var tags = new System.Collections.Concurrent.ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => tags.Enqueue($"{activity.DisplayName} {string.Join(' ', activity.TagObjects)}"),
        };
        ActivitySource.AddActivityListener(listener);
        await using (var host = await SampleWebhook.StartAsync())
        {
            host.Webhooks.Add(SampleWebhook.Id, SampleApp.New());
            using var raw = new RawHttp(host.Address);
            foreach (var target in new[] { $"/api/sample/{SampleWebhook.Id}?topic=Mustermann", "/nowhere?Mustermann", "/api/sample/x?topic=%ff&Mustermann", "/?Mustermann=\u00fc" })
                await raw.GetAsync(target);
            Assert.That(host.Logs.Lines, Has.Count.GreaterThan(10));
            Assert.That(host.Logs.Lines, Has.None.Contains("Mustermann"));
        }

        Assert.That(tags, Is.Not.Empty);
        Assert.That(tags, Has.None.Contains("Mustermann"));
    }

    [Test]
    public void Hold_no_query_even_when_settings_ask_for_them()
    {
        var settings = new Dictionary<string, string?>
        {
            ["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "Trace",
            ["Logging:Capture:LogLevel:Default"] = "Trace",
            ["Logging:Capture:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "Trace",
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        using var logs = new AliasedCapture();
        using var services = new ServiceCollection()
            .AddEciWeb(configuration)
            .AddLogging(logging => logging.AddConfiguration(configuration.GetSection("Logging")).AddProvider(logs))
            .BuildServiceProvider();
        var factory = services.GetRequiredService<ILoggerFactory>();
        Assert.That(factory.CreateLogger("Microsoft.AspNetCore.Hosting.Diagnostics").IsEnabled(LogLevel.Information), Is.False);
        Assert.That(factory.CreateLogger("Microsoft.AspNetCore.Hosting.Diagnostics").IsEnabled(LogLevel.Warning), Is.True);
        Assert.That(factory.CreateLogger("Microsoft.AspNetCore.Routing").IsEnabled(LogLevel.Trace), Is.True);
    }

    [ProviderAlias("Capture")]
    private sealed class AliasedCapture : ILoggerProvider
    {
        private readonly LogCapture _inner = new();

        public ILogger CreateLogger(string categoryName) => _inner.CreateLogger(categoryName);

        public void Dispose() => _inner.Dispose();
    }
}
