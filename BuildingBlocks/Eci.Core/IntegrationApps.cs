namespace Eci.Core;

/// <summary>Questions about what apps are used for.</summary>
public static class IntegrationApps
{
    /// <summary>The links to integrations that are switched on and paid: an app without one may not work.</summary>
    public static IQueryable<IntegrationApp> Active(this IQueryable<IntegrationApp> links, DateTimeOffset now) =>
        links.Where(link => link.Integration!.Enabled && link.Integration.Subscription!.PaidUntil > now);
}
