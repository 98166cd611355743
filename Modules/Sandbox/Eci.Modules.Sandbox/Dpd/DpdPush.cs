using System.Text.Json.Serialization;

namespace Eci.Modules.Sandbox.Dpd;

[JsonConverter(typeof(JsonStringEnumConverter<DpdPushState>))]
internal enum DpdPushState
{
    /// <summary>Not sent yet, or to be sent again.</summary>
    Waiting,

    /// <summary>Answered with status 200 and its own pushid.</summary>
    Acknowledged,

    /// <summary>Never acknowledged; DPD has stopped trying.</summary>
    GivenUp,
}

/// <summary>What became of a scan so far.</summary>
/// <param name="PushId">The scan.</param>
/// <param name="ParcelNumber">Its parcel.</param>
/// <param name="Status">Its status.</param>
/// <param name="StatusDate">Its time.</param>
/// <param name="Webhook">Where it goes.</param>
/// <param name="State">Whether DPD is done with it.</param>
/// <param name="Attempts">How often it was sent.</param>
/// <param name="LastAnswer">HTTP status of the last attempt, or why there was none.</param>
/// <param name="NextAttemptAt">When it is sent (again); null when DPD is done with it.</param>
internal sealed record DpdPush(
    [property: JsonPropertyName("pushid")] string PushId,
    [property: JsonPropertyName("pnr")] string ParcelNumber,
    string Status,
    [property: JsonPropertyName("statusdate")] string StatusDate,
    Uri Webhook,
    DpdPushState State,
    int Attempts,
    string? LastAnswer,
    DateTimeOffset? NextAttemptAt);
