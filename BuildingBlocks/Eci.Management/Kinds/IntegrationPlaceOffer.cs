namespace Eci.Management.Kinds;

/// <summary>Room for apps that a module adds to an integration kind of another one. Register with <c>AddIntegrationPlace</c>.</summary>
/// <param name="Kind">The kind of integration, which has to ask for such offers: <c>order-sync</c>.</param>
/// <param name="Place">The room.</param>
public sealed record IntegrationPlaceOffer(string Kind, IntegrationPlace Place);
