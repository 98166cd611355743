using Eci.Carriers;
using Eci.Core;
using Eci.Persistence;

namespace Eci.Modules.Dhl;

/// <summary>A key of DHL's Shipment Tracking - Unified.</summary>
internal sealed class DhlApp : App, IPolledApp
{
    public const string Kind = "dhl";

    public required DhlSettings Settings { get; set; }

    public required Encrypted<DhlCredentials>? Credentials { get; set; }

    public int RequestsPerDay => Settings.RequestsPerDay;

    public TimeSpan Spacing => Settings.Spacing;
}

/// <summary>Settings of a <see cref="DhlApp"/>.</summary>
/// <param name="RequestsPerDay">Calls a day that DHL grants the key.</param>
/// <param name="SpacingSeconds">Seconds from one call to the next.</param>
/// <param name="RefineByText">Tell delivery tours, pickup points, attempts and returns by DHL's texts, where its five codes cannot.</param>
internal sealed record DhlSettings(int RequestsPerDay = 250, double SpacingSeconds = 5, bool RefineByText = true)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public TimeSpan Spacing => TimeSpan.FromSeconds(SpacingSeconds);
}

/// <summary>What DHL gave the tenant.</summary>
/// <param name="ApiKey">Value of the header <c>DHL-API-Key</c>.</param>
internal sealed record DhlCredentials(string ApiKey);
