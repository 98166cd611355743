using System.Diagnostics.Metrics;
using Eci.Messaging;
using Eci.Vocabulary;

namespace Eci.Modules.Dpd;

/// <summary>What became of DPD's pushes. Meter <c>Eci.Dpd</c>.</summary>
internal sealed class DpdMetrics
{
    public const string MeterName = "Eci.Dpd";

    private static readonly KeyValuePair<string, object?> Accepted = new("result", "accepted");
    private static readonly KeyValuePair<string, object?> Duplicate = new("result", "duplicate");

    private readonly Counter<long> _pushes;
    private readonly Counter<long> _unmapped;

    public DpdMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _pushes = meter.CreateCounter<long>("eci.dpd.pushes", "{push}", "Pushes acknowledged, by whether they were new.");
        _unmapped = meter.CreateCounter<long>("eci.dpd.unmapped", "{push}", "New pushes kept without effect, by reason.");
    }

    public void Count(IntakeResult result, UnmappedReason? reason)
    {
        _pushes.Add(1, result is IntakeResult.Accepted ? Accepted : Duplicate);
        if (result is IntakeResult.Accepted && reason is { } why)
            _unmapped.Add(1, new KeyValuePair<string, object?>("reason", WireName.Of(why)));
    }
}
