using Microsoft.Extensions.Options;

namespace Eci.Modules.Sandbox.Dhl;

/// <summary>Lets a parcel travel: body of <c>POST /sandbox/dhl/parcels</c>.</summary>
/// <param name="TrackingNumber">DHL's number; a parcel that travels already starts again.</param>
/// <param name="Journey">One of <see cref="DhlJourneys.All"/>.</param>
/// <param name="StepSeconds">Seconds from one scan to the next; null for the setting.</param>
internal sealed record DhlParcelOrder(string? TrackingNumber, string Journey = DhlJourneys.Delivered, double? StepSeconds = null)
{
    /// <summary>What is wrong with the order; null when nothing is.</summary>
    public string? Problem() =>
        TrackingNumber is not { Length: >= 5 and <= 50 } || !TrackingNumber.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c))
            ? "trackingNumber: 5 to 50 digits or capital letters."
        : !DhlJourneys.All.ContainsKey(Journey) ? $"journey must be one of {string.Join(", ", DhlJourneys.All.Keys.Order(StringComparer.Ordinal))}."
        : StepSeconds is < 0.1 or > 86_400 or double.NaN ? "stepSeconds must be between 0.1 and 86400."
        : null;
}

/// <summary>A parcel as the simulator's own pages show it.</summary>
internal sealed record DhlParcelView(string TrackingNumber, string Journey, double StepSeconds, DateTimeOffset? StartedAt, int ScansSoFar, int Scans);

/// <summary>The parcels that DHL knows. Forgets the oldest when there are too many.</summary>
internal sealed class DhlParcels(IOptions<DhlSimulatorOptions> options, TimeProvider time)
{
    /// <summary>The package of the demo order; it starts when it is first asked for.</summary>
    public const string DemoNumber = "00340434161094042557";

    private const int MostParcels = 10_000;

    private readonly Lock _gate = new();
    private readonly OrderedDictionary<string, DhlParcel> _parcels = new(StringComparer.Ordinal);

    public DhlParcelView Start(DhlParcelOrder order)
    {
        lock (_gate)
        {
            var step = TimeSpan.FromSeconds(order.StepSeconds ?? options.Value.StepSeconds);
            _parcels.Remove(order.TrackingNumber!);
            if (_parcels.Count >= MostParcels)
                _parcels.RemoveAt(0);
            var parcel = new DhlParcel(order.TrackingNumber!, order.Journey, step, time.GetUtcNow());
            _parcels.Add(order.TrackingNumber!, parcel);
            return parcel.View(time.GetUtcNow());
        }
    }

    /// <summary>What DHL says about a number now; null when it does not know it.</summary>
    public DhlShipments? Find(string trackingNumber, string language)
    {
        lock (_gate)
        {
            if (!_parcels.ContainsKey(trackingNumber) && trackingNumber == DemoNumber)
                Start(new DhlParcelOrder(DemoNumber));
            return _parcels.TryGetValue(trackingNumber, out var parcel) ? new DhlShipments([parcel.Shipment(time.GetUtcNow(), language)]) : null;
        }
    }

    public IReadOnlyList<DhlParcelView> List()
    {
        lock (_gate)
            return [.. _parcels.Values.Select(parcel => parcel.View(time.GetUtcNow()))];
    }

    public void Clear()
    {
        lock (_gate)
            _parcels.Clear();
    }
}
