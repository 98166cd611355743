using System.ComponentModel;
using System.Text.Json.Serialization;
using Eci.Core;
using Eci.Vocabulary;

namespace Eci.Carriers;

/// <summary>When a package was, and will be, asked about. One per package that was ever due to be asked about.</summary>
public sealed class PackagePoll : ITenantOwned
{
    public required string PackageId { get; init; }

    public required string TenantId { get; init; }

    /// <summary>The carrier that is asked; the row starts anew when its package turns out to be another carrier's.</summary>
    public required Carrier Carrier { get; init; }

    /// <summary>Not asked before, UTC.</summary>
    public DateTimeOffset NextPollAt { get; set; }

    /// <summary>When it was last asked about, UTC; null before the first time.</summary>
    public DateTimeOffset? LastPolledAt { get; set; }

    /// <summary>When an answer last held something new, UTC.</summary>
    public DateTimeOffset? LastNewsAt { get; set; }

    /// <summary>Answers in a row that the number is not known.</summary>
    public int Misses { get; set; }

    /// <summary>Failed requests in a row.</summary>
    public int Failures { get; set; }

    /// <summary>Why it is not asked about any more; null while it is.</summary>
    public PollGaveUpReason? GaveUpReason { get; set; }

    /// <summary>Whoever claimed it has it to itself until then, UTC; null when nobody has.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>Fence of the claim: what was learned under an older one is not stored.</summary>
    public Guid? LeaseToken { get; set; }
}

/// <summary>Why a package is not asked about any more.</summary>
[JsonConverter(typeof(WireNameConverter<PollGaveUpReason>))]
[Description("Why a carrier is not asked about a parcel any more.")]
public enum PollGaveUpReason
{
    /// <summary>The carrier never knew the number.</summary>
    UnknownNumber,

    /// <summary>The carrier knew the number once and does not know it any more.</summary>
    NoLongerKnown,
}
