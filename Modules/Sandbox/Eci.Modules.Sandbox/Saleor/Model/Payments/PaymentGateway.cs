using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Model;

/// <summary>A gateway that checkouts can choose.</summary>
internal sealed record PaymentGateway(string Name, [property: Id] string Id, IReadOnlyList<string> Currencies, IReadOnlyList<GatewayConfigLine> Config);

internal sealed record GatewayConfigLine(string Field, string? Value);
