namespace Eci.Modules.Sandbox.Saleor.Api;

/// <summary>How many calls of the API a minute are answered; none is refused until a limit is set.</summary>
internal sealed class ShopQuota(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private int? _limit;
    private int _used;
    private DateTimeOffset _ends;

    /// <summary>Sets another limit, null for none, and starts a new minute.</summary>
    public void Change(int? limit)
    {
        lock (_gate)
            (_limit, _ends) = (limit, default);
    }

    /// <summary>Counts a call; null when it is taken, else how long to wait.</summary>
    public TimeSpan? Take()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (now >= _ends)
                (_ends, _used) = (now + Window, 0);
            return _limit is null || ++_used <= _limit ? null : _ends - now;
        }
    }
}
