using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Eci.Testing.Hosting;

/// <summary>Keeps every log line as a sink that writes everything would: category, text, structured values, scopes and exception.</summary>
/// <param name="keep">Which lines to keep; all when null.</param>
public sealed class LogCapture(Predicate<string>? keep = null) : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<string> _lines = new();
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();
    private int _seen;

    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>Lines seen, kept or not.</summary>
    public int Seen => _seen;

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private void Write(string line)
    {
        Interlocked.Increment(ref _seen);
        if (keep is null || keep(line))
            _lines.Enqueue(line);
    }

    private sealed class Logger(LogCapture owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => owner._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var line = new StringBuilder().Append(logLevel).Append(' ').Append(category).Append(": ").Append(formatter(state, exception));
            Values(state, line);
            owner._scopes.ForEachScope(Values, line);
            owner.Write(line.Append(' ').Append(exception).ToString());
        }

        private static void Values(object? state, StringBuilder line)
        {
            if (state is not IEnumerable<KeyValuePair<string, object?>> values)
            {
                line.Append(" | ").Append(state);
                return;
            }

            foreach (var (key, value) in values)
                line.Append(" | ").Append(key).Append('=').Append(value);
        }
    }
}
