using System.Globalization;
using System.Text.Json;
using Eci.Modules.Sandbox.Saleor.Api;
using Eci.Modules.Sandbox.Saleor.Model;

namespace Eci.Modules.Sandbox.Saleor.Desk;

/// <summary>The gateways of apps.</summary>
internal sealed class Gateways(ShopRequest request)
{
    private const string OfApps = "app:";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Asks apps for what they offer; who does not answer offers nothing.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        request.Data.Gateways.RemoveAll(gateway => gateway.Id.StartsWith(OfApps, StringComparison.Ordinal));
        foreach (var app in request.Data.Apps.All.ToList())
        {
            var currencies = string.Join(',', request.Data.Channels.All.Select(channel => channel.Currency).Distinct());
            var body = JsonSerializer.Serialize(new { checkout = (object?)null, currency = currencies });
            var answer = await request.Calls.AskAsync(request, app, new PaymentListGateways { At = request.Now }, body, cancellationToken);
            request.Data.Gateways.AddRange(Read(answer).Select(offer => new PaymentGateway(
                offer.Name!,
                $"{OfApps}{app.Number.ToString(CultureInfo.InvariantCulture)}:{offer.Id}",
                offer.Currencies!,
                [.. (offer.Config ?? []).Where(line => line.Field is not null).Select(line => new GatewayConfigLine(line.Field!, line.Value))])));
        }
    }

    private static IEnumerable<Offer> Read(string? answer)
    {
        try
        {
            var offers = answer is null ? null : JsonSerializer.Deserialize<List<Offer>>(answer, Json);
            return offers?.Where(offer => offer is { Id.Length: > 0, Name.Length: > 0, Currencies.Count: > 0 }) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private sealed record Offer(string? Id, string? Name, IReadOnlyList<string>? Currencies, IReadOnlyList<ConfigLine>? Config);

    private sealed record ConfigLine(string? Field, string? Value);
}
