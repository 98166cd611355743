using System.Text.Json.Serialization;

namespace Eci.Vocabulary;

/// <summary>Why a carrier's report is kept but not acted on.</summary>
[JsonConverter(typeof(WireNameConverter<UnmappedReason>))]
public enum UnmappedReason
{
    UnknownStatus,
    UnreadableTime,
    UnreadableTrackingId,
}
