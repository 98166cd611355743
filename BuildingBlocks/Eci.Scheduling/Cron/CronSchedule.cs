using Cronos;

namespace Eci.Scheduling.Cron;

/// <summary>
/// When the job of an app comes due: a cron text in a time zone. Clock changes are handled as people expect: what would fall into the
/// skipped hour comes at its end, a fixed time of the repeated hour comes once, and intervals such as <c>*/30</c> go on through both.
/// </summary>
internal sealed class CronSchedule
{
    private const int LongestText = 200;
    private const int LongestZone = 100;
    private const int FieldsWithSeconds = 6;

    private readonly CronExpression _cron;
    private readonly TimeZoneInfo _zone;

    private CronSchedule(CronExpression cron, TimeZoneInfo zone)
    {
        _cron = cron;
        _zone = zone;
    }

    /// <summary>Reads a schedule.</summary>
    /// <param name="cron">Five fields, or six with seconds first.</param>
    /// <param name="timeZone">IANA name.</param>
    /// <exception cref="UnreadableScheduleException">One of the texts cannot be read.</exception>
    public static CronSchedule Parse(string cron, string timeZone)
    {
        if (cron.Length > LongestText)
            throw new UnreadableScheduleException($"The cron text is longer than {LongestText} characters.");
        if (timeZone.Length > LongestZone)
            throw new UnreadableScheduleException($"The name of the time zone is longer than {LongestZone} characters.");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone))
            throw new UnreadableScheduleException($"The time zone '{timeZone}' is not known; 'Europe/Berlin' is one that is.");
        return new CronSchedule(Parse(cron), zone);
    }

    /// <summary>True when the texts can be read and there is a date after the moment that fits them.</summary>
    public static bool IsUsable(string cron, string timeZone, DateTimeOffset after) => Problem(cron, timeZone, after) is null;

    /// <summary>What is wrong with the texts, in one sentence; null when they can be read and a date after the moment fits them.</summary>
    public static string? Problem(string cron, string timeZone, DateTimeOffset after)
    {
        try
        {
            return Parse(cron, timeZone).Occurrence(after) is null ? $"The cron text '{cron}' fits no date." : null;
        }
        catch (UnreadableScheduleException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>The first time after a moment, in UTC, with the delay that sets this app apart from others; null when none will come.</summary>
    public DateTimeOffset? Next(DateTimeOffset after, Spread spread)
    {
        if (Occurrence(after) is not { } next)
            return null;
        return next + spread.Delay(Occurrence(next) - next);
    }

    private DateTimeOffset? Occurrence(DateTimeOffset after) => _cron.GetNextOccurrence(after, _zone)?.ToUniversalTime();

    private static CronExpression Parse(string cron)
    {
        var fields = cron.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        try
        {
            return CronExpression.Parse(cron, fields == FieldsWithSeconds ? CronFormat.IncludeSeconds : CronFormat.Standard);
        }
        catch (CronFormatException exception)
        {
            throw new UnreadableScheduleException($"The cron text '{cron}' cannot be read: {exception.Message}", exception);
        }
    }
}
