using Microsoft.Extensions.Options;

namespace Eci.Modules.Sandbox.Dhl;

/// <summary>New limits: body of <c>POST /sandbox/dhl/control/limits</c>; what is missing stays.</summary>
internal sealed record DhlLimitOrder(int? CallsPerSecond, int? CallsPerDay);

/// <summary>Counts the calls of each key: few within a second, and a number for the day that starts again at midnight UTC.</summary>
internal sealed class DhlQuota(IOptions<DhlSimulatorOptions> options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Usage> _keys = new(StringComparer.Ordinal);
    private int _perSecond = options.Value.CallsPerSecond;
    private int _perDay = options.Value.CallsPerDay;

    public void Change(DhlLimitOrder order)
    {
        lock (_gate)
        {
            _perSecond = order.CallsPerSecond ?? _perSecond;
            _perDay = order.CallsPerDay ?? _perDay;
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _keys.Clear();
            (_perSecond, _perDay) = (options.Value.CallsPerSecond, options.Value.CallsPerDay);
        }
    }

    /// <summary>Counts a call; when it is one too many, how long to wait for the next one.</summary>
    public TimeSpan? Take(string key)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var usage = _keys.GetValueOrDefault(key) ?? new Usage();
            _keys[key] = usage;
            if (usage.Day != now.UtcDateTime.Date)
                (usage.Day, usage.OfDay) = (now.UtcDateTime.Date, 0);
            if (now >= usage.Second + TimeSpan.FromSeconds(1))
                (usage.Second, usage.OfSecond) = (now, 0);
            if (usage.OfDay >= _perDay)
                return usage.Day.AddDays(1) - now.UtcDateTime;
            if (usage.OfSecond >= _perSecond)
                return usage.Second + TimeSpan.FromSeconds(1) - now;
            usage.OfDay++;
            usage.OfSecond++;
            return null;
        }
    }

    private sealed class Usage
    {
        public DateTime Day { get; set; }

        public int OfDay { get; set; }

        public DateTimeOffset Second { get; set; }

        public int OfSecond { get; set; }
    }
}
