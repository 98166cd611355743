namespace Eci.Carriers.Polling;

/// <summary>What runs count.</summary>
internal static class PollCounts
{
    /// <summary>Requests made.</summary>
    public const string Requests = "requests";

    /// <summary>Packages with something new.</summary>
    public const string News = "news";

    /// <summary>Packages with nothing new.</summary>
    public const string Unchanged = "unchanged";

    /// <summary>Packages whose number the carrier does not know.</summary>
    public const string Unknown = "unknown";

    /// <summary>Packages whose request failed.</summary>
    public const string Failed = "failed";

    /// <summary>Packages of which the carrier said something that cannot be understood.</summary>
    public const string Warnings = "warnings";

    /// <summary>Packages that are not asked about any more.</summary>
    public const string GaveUp = "gave_up";

    /// <summary>Packages that were due and not asked about for want of requests.</summary>
    public const string Skipped = "skipped";
}
