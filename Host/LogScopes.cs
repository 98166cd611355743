using System.Collections;
using System.Diagnostics;
using Eci.Core;

namespace Eci.Host;

/// <summary>
/// Joins log lines to traces, and leaves out the scopes in which ASP.NET Core puts the path of the request: the address of a webhook is
/// a secret.
/// </summary>
internal sealed class LogScopes : IExternalScopeProvider
{
    private const string RequestScopes = "Microsoft.AspNetCore.Hosting";

    private readonly LoggerExternalScopeProvider _scopes = new();

    public void ForEachScope<TState>(Action<object?, TState> callback, TState state)
    {
        if (Activity.Current is { } activity)
            callback(new TraceScope(activity), state);
        _scopes.ForEachScope(callback, state);
    }

    public IDisposable Push(object? state) =>
        state?.GetType().Namespace is RequestScopes ? NoScope.Instance : _scopes.Push(state);

    /// <summary>The ids of an activity, and the caller's own if it sent one.</summary>
    private sealed class TraceScope(Activity activity) : IReadOnlyList<KeyValuePair<string, object?>>
    {
        private readonly KeyValuePair<string, object?>[] _values =
        [
            new(nameof(Activity.TraceId), activity.TraceId.ToHexString()),
            new(nameof(Activity.SpanId), activity.SpanId.ToHexString()),
            new("EciTraceId", activity.GetBaggageItem(TraceBaggage.TraceId) ?? activity.TraceId.ToHexString()),
        ];

        public int Count => _values.Length;

        public KeyValuePair<string, object?> this[int index] => _values[index];

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _values.AsEnumerable().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => _values.GetEnumerator();

        public override string ToString() => string.Join(' ', _values.Select(v => $"{v.Key}:{v.Value}"));
    }

    private sealed class NoScope : IDisposable
    {
        public static NoScope Instance { get; } = new();

        public void Dispose()
        {
        }
    }
}
