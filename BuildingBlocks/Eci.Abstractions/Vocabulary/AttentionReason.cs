using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Eci.Vocabulary;

/// <summary>Why somebody of the shop should look at a package.</summary>
[JsonConverter(typeof(WireNameConverter<AttentionReason>))]
[Description("Why somebody of the shop should look at a parcel.")]
public enum AttentionReason
{
    /// <summary>Nothing was heard of it for the configured time.</summary>
    NoMovement,

    /// <summary>The carrier reports a problem.</summary>
    Exception,

    /// <summary>Nobody could receive it.</summary>
    FailedAttempt,

    /// <summary>It goes back to the sender.</summary>
    Returned,
}
