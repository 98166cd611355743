using Eci.Modules.Sandbox.Saleor.Model;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Api;

/// <summary>The shop itself.</summary>
internal sealed class Shop(ShopRequest request)
{
    public const string ServedVersion = "3.23";

    [Id]
    public string Id { get; } = GlobalId.Of(nameof(Shop), "1");

    public string Name => "Saleor sandbox";

    public string? Description => null;

    public Domain Domain { get; } = new(request.Origin);

    [Needs(Permissions.AnyStaff, Permissions.AnyApp)]
    public string Version => $"{ServedVersion}.28";

    public string SchemaVersion => ServedVersion;

    [Needs(Permissions.AnyStaff, Permissions.AnyApp)]
    public IReadOnlyList<string> ChannelCurrencies => [.. request.Data.Channels.All.Select(channel => channel.Currency).Distinct()];

    public CountryDisplay? DefaultCountry => new(Country.Germany);

    public WeightUnitsEnum? DefaultWeightUnit => WeightUnitsEnum.Kg;

    public bool FulfillmentAutoApprove => true;

    public bool FulfillmentAllowUnpaid => true;

    public IReadOnlyList<PaymentGateway> AvailablePaymentGateways(string? currency) =>
        [.. request.Data.Gateways.Where(gateway => currency is null || gateway.Currencies.Contains(currency))];
}

internal sealed class Domain(string origin)
{
    public string Host => new Uri(origin).Authority;

    public bool SslEnabled => origin.StartsWith("https:", StringComparison.Ordinal);

    public string Url => $"{origin}/";
}
