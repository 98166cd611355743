namespace Eci.Modules.Sandbox.Ups;

/// <summary>The tokens that were given.</summary>
internal sealed class UpsTokenBook(UpsSimulatorSettings settings, TimeProvider time)
{
    private const int MaxKept = 1000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _expiry = new(StringComparer.Ordinal);

    /// <summary>Life of tokens given from now on.</summary>
    public TimeSpan Life { get; set; } = settings.TokenLife;

    public string Give()
    {
        lock (_gate)
        {
            if (_expiry.Count == MaxKept)
                _expiry.Remove(_expiry.MinBy(token => token.Value).Key);
            var value = $"sandbox-{Guid.NewGuid():N}";
            _expiry.Add(value, time.GetUtcNow() + Life);
            return value;
        }
    }

    /// <summary>Why a token is not accepted; null when it is.</summary>
    public UpsError? Refusal(string token)
    {
        lock (_gate)
        {
            return !_expiry.TryGetValue(token, out var expiry) ? UpsError.InvalidAuthentication
                : time.GetUtcNow() >= expiry ? UpsError.TokenExpired
                : null;
        }
    }

    /// <summary>Takes every token back.</summary>
    public void Clear()
    {
        lock (_gate)
            _expiry.Clear();
        Life = settings.TokenLife;
    }
}
