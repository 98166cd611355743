using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Eci.Modules.Sandbox.SendGrid;

/// <summary>A number of requests per window of time, told in headers on every answer.</summary>
internal sealed class RateLimit(int limit, TimeSpan window, TimeProvider time)
{
    private readonly Lock _lock = new();
    private int _limit = limit;
    private int _used;
    private DateTimeOffset _ends;

    /// <summary>Sets another limit and starts a new window.</summary>
    public void Change(int newLimit)
    {
        lock (_lock)
        {
            _limit = newLimit;
            _ends = default;
        }
    }

    /// <summary>Counts a request and writes the headers; false when it is one too many.</summary>
    public bool TryTake(IHeaderDictionary headers)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (now >= _ends)
                (_ends, _used) = (now + window, 0);

            var taken = _used < _limit;
            if (taken)
                _used++;
            headers["X-RateLimit-Limit"] = _limit.ToString(CultureInfo.InvariantCulture);
            headers["X-RateLimit-Remaining"] = (_limit - _used).ToString(CultureInfo.InvariantCulture);
            headers["X-RateLimit-Reset"] = _ends.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            return taken;
        }
    }
}
