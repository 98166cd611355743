using System.Diagnostics.Metrics;
using Eci.Vocabulary;

namespace Eci.Carriers;

/// <summary>The meter <c>Eci.Carriers</c>.</summary>
internal sealed class CarrierMetrics
{
    private readonly Counter<long> _requests;

    public CarrierMetrics(IMeterFactory meters) => _requests = meters.Create("Eci.Carriers")
        .CreateCounter<long>("eci.carrier.requests", "{request}", "Questions about packages, by carrier and outcome.");

    public void Request(Carrier carrier, string outcome) =>
        _requests.Add(1, new("carrier", WireName.Of(carrier)), new("outcome", outcome));
}
