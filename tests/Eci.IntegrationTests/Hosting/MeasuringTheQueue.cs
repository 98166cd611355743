using System.Collections.Concurrent;
using Eci.Persistence;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Eci.IntegrationTests.Hosting;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class A_queue_that_cannot_be_measured(DatabaseKind kind) : DatabaseFixture(kind)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    [Test]
    public async Task Is_reported_and_does_not_end_the_host()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        using var lines = new Lines();
        await using var host = await EciTestHost.StartAsync(Database, options =>
        {
            options.Time = time;
            options.Settings["Eci:Roles"] = "api,scheduler";
            options.Services = services => services.AddSingleton<ILoggerProvider>(lines);
        });
        await using (var connection = await host.Services.GetRequiredService<EciDatabase>().OpenAsync(CancellationToken.None))
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = "ALTER TABLE messaging_delivery RENAME TO messaging_delivery_elsewhere";
            await command.ExecuteNonQueryAsync();
        }

        await Eventually.Async(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(10));
                return lines.Written.Count(line => line.Contains("cannot be measured", StringComparison.Ordinal)) >= 2;
            },
            Deadline,
            "two reports");
        Assert.That(host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested, Is.False);
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Written { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
