using Eci.Carriers;
using Eci.Core;
using Eci.Persistence;

namespace Eci.Modules.Ups;

/// <summary>A client of UPS's developer portal with the product Tracking.</summary>
internal sealed class UpsApp : App, IPolledApp
{
    public const string Kind = "ups";

    public required UpsSettings Settings { get; set; }

    public required Encrypted<UpsCredentials>? Credentials { get; set; }

    public int RequestsPerDay => Settings.RequestsPerDay;

    public TimeSpan Spacing => Settings.Spacing;
}

/// <summary>Settings of a <see cref="UpsApp"/>.</summary>
/// <param name="RequestsPerDay">Calls a day; UPS publishes no limit, this one protects the account.</param>
/// <param name="SpacingSeconds">Seconds from one call to the next.</param>
/// <param name="Locale">Language of UPS's texts.</param>
internal sealed record UpsSettings(int RequestsPerDay = 5000, double SpacingSeconds = 1, string Locale = "en_US")
{
    [System.Text.Json.Serialization.JsonIgnore]
    public TimeSpan Spacing => TimeSpan.FromSeconds(SpacingSeconds);
}

/// <summary>What UPS gave the tenant.</summary>
/// <param name="ClientId">Client id of the OAuth client credentials grant.</param>
/// <param name="ClientSecret">Its secret.</param>
internal sealed record UpsCredentials(string ClientId, string ClientSecret);
