using System.Diagnostics.Metrics;

namespace Eci.Modules.Saleor;

/// <summary>What shops tell and ask the hub. Meter <c>Eci.Saleor</c>.</summary>
internal sealed class SaleorMetrics
{
    public const string MeterName = "Eci.Saleor";
    public const string AcceptedEvent = "accepted";
    public const string DuplicateEvent = "duplicate";
    public const string UnknownEvent = "unknown";
    public const string UnreadableEvent = "unreadable";
    public const string EventWithoutEffect = "without_effect";

    private readonly Counter<long> _events;
    private readonly Counter<long> _registrations;

    public SaleorMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _events = meter.CreateCounter<long>("eci.saleor.events", "{event}", "Signed events of shops, by what became of them.");
        _registrations = meter.CreateCounter<long>("eci.saleor.registrations", "{registration}", "Installations of shops, by how they ended.");
    }

    /// <summary>An event whose signature was right.</summary>
    public void CountEvent(string result) => _events.Add(1, new KeyValuePair<string, object?>("result", result));

    /// <summary>A shop tried to connect itself.</summary>
    /// <param name="result"><c>installed</c>, or the code of the refusal in lower case.</param>
    public void CountRegistration(string result) => _registrations.Add(1, new KeyValuePair<string, object?>("result", result));
}
