namespace Eci.Modules.Sandbox.Ups;

/// <summary>How many questions for packages UPS takes a minute.</summary>
internal sealed class UpsQuota(TimeProvider time)
{
    public const int Default = 600;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private int _limit = Default;
    private int _used;
    private DateTimeOffset _ends;

    /// <summary>Sets another limit and starts a new minute.</summary>
    public void Change(int limit)
    {
        lock (_gate)
        {
            _limit = limit;
            _ends = default;
        }
    }

    /// <summary>Counts a question; null when it is taken, else how long to wait.</summary>
    public TimeSpan? Take()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (now >= _ends)
                (_ends, _used) = (now + Window, 0);
            return ++_used <= _limit ? null : _ends - now;
        }
    }
}
