using System.Text.Json.Serialization;

namespace Eci.Modules.Sandbox.Saleor.Webhooks;

[JsonConverter(typeof(JsonStringEnumConverter<DeliveryState>))]
internal enum DeliveryState
{
    Waiting,
    Held,
    Succeeded,
    Failed,
}

/// <summary>An event on its way to an app, as <c>GET /sandbox/saleor/deliveries</c> shows it.</summary>
/// <param name="Id">Number of the delivery.</param>
/// <param name="Event">As the header names it, order_created.</param>
/// <param name="Subject">Id of what it happened to.</param>
/// <param name="App">Id of the app.</param>
/// <param name="Target">Where it goes.</param>
/// <param name="Body">What is sent.</param>
/// <param name="Attempts">How often it was sent.</param>
/// <param name="LastAnswer">Status of the last answer, or why there was none.</param>
/// <param name="NextAttemptAt">When it is sent next; null when it is not.</param>
internal sealed record DeliveryView(
    long Id,
    string Event,
    string Subject,
    string App,
    Uri Target,
    string Body,
    DeliveryState State,
    int Attempts,
    string? LastAnswer,
    DateTimeOffset? NextAttemptAt);

/// <summary>What is sent.</summary>
internal sealed record Parcel(
    string Event, string Subject, string App, Uri Target, byte[] Body, string Domain, string ApiAddress, IReadOnlyDictionary<string, string> CustomHeaders);

/// <summary>A delivery that is to be tried now.</summary>
internal sealed record DueDelivery(long Id, Parcel Parcel);
