using System.Diagnostics;
using Eci.Core;
using Eci.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace Eci.IntegrationTests.Hosting;

[TestFixture]
internal sealed class LogLines
{
    [Test]
    public async Task Of_a_request_name_its_trace_but_not_its_path()
    {
        var builder = WebApplication.CreateSlimBuilder();
        using var console = new StringWriter();
        builder.Services.AddSingleton<IExternalScopeProvider, LogScopes>();
        builder.Logging.ClearProviders().AddProvider(new ScopeWriter(console));
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/secret/{id}", (ILogger<LogLines> logger) =>
        {
            Activity.Current!.SetBaggage(TraceBaggage.TraceId, "caller-7");
            using var scope = logger.BeginScope("inner");
#pragma warning disable CA1848 // One line of a test needs no cached delegate.
            logger.LogInformation("worked");
#pragma warning restore CA1848
        });
        await app.StartAsync();

        using var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(app.Urls.Single()) };
        await client.GetStringAsync(new Uri("/secret/wh_1", UriKind.Relative));

        var lines = console.ToString();
        Assert.That(lines, Does.Contain("TraceId").And.Contain("caller-7").And.Contain("inner"));
        Assert.That(lines, Does.Not.Contain("wh_1"));
    }

    /// <summary>Writes every scope of every line of this test's own category.</summary>
    private sealed class ScopeWriter(StringWriter console) : ILoggerProvider, ISupportExternalScope
    {
        private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

        public ILogger CreateLogger(string categoryName) => new Logger(this, console, categoryName);

        public void Dispose()
        {
        }

        private sealed class Logger(ScopeWriter owner, StringWriter console, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => owner._scopes.Push(state);

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                if (category == typeof(LogLines).FullName)
                    owner._scopes.ForEachScope(static (scope, writer) => writer.WriteLine(scope), console);
            }
        }
    }
}
