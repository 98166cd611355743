namespace Eci.Modules.Sandbox.Ups;

/// <summary>Every parcel UPS knows.</summary>
internal sealed class UpsParcelBook(UpsSimulatorSettings settings, TimeProvider time)
{
    /// <summary>Starts when it is first asked for.</summary>
    public const string DemoNumber = "1Z12345E0205271688";

    private const int MaxKept = 1000;

    private readonly Lock _gate = new();
    private readonly List<UpsParcel> _parcels = [];

    /// <summary>A parcel that is asked for; null when UPS does not know the number.</summary>
    public UpsParcel? Ask(string number)
    {
        lock (_gate)
        {
            return _parcels.Find(parcel => string.Equals(parcel.Number, number, StringComparison.OrdinalIgnoreCase))
                ?? (string.Equals(number, DemoNumber, StringComparison.OrdinalIgnoreCase) ? Send(new UpsParcelOrder(DemoNumber)) : null);
        }
    }

    /// <summary>Sends a parcel on its way; the oldest is forgotten when there are too many.</summary>
    public UpsParcel Send(UpsParcelOrder order)
    {
        var now = time.GetUtcNow();
        var start = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
        var step = order.StepSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : settings.Step;
        var parcel = new UpsParcel(order.TrackingNumber.ToUpperInvariant(), order.Journey, start, step);
        lock (_gate)
        {
            _parcels.RemoveAll(known => string.Equals(known.Number, parcel.Number, StringComparison.Ordinal));
            if (_parcels.Count == MaxKept)
                _parcels.RemoveAt(0);
            _parcels.Add(parcel);
        }

        return parcel;
    }

    public IReadOnlyList<UpsParcelView> List()
    {
        lock (_gate)
            return _parcels.ConvertAll(parcel => parcel.Show(time.GetUtcNow()));
    }

    public void Clear()
    {
        lock (_gate)
            _parcels.Clear();
    }
}
