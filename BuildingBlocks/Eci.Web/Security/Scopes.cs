using Eci.Core;

namespace Eci.Web.Security;

/// <summary>What a caller of the API may do. An API key holds any number of these, separated by blanks.</summary>
public static class Scopes
{
    public const string ReadPackages = "read:packages";

    public const string ReadEvents = "read:events";

    public const string ReadOrders = "read:orders";

    /// <summary>Products with their prices, stock and warehouses.</summary>
    public const string ReadProducts = "read:products";

    public const string ReadContacts = "read:contacts";

    public const string ReadEmails = "read:emails";

    public const string ReadSchedules = "read:schedules";

    /// <summary>Messages and dead letters, bodies included.</summary>
    public const string ReadMessages = "read:messages";

    /// <summary>Apps, integrations, subscriptions and webhooks, never their secrets.</summary>
    public const string ReadApps = "read:apps";

    public const string ReadAudit = "read:audit";

    /// <summary>How the records of apps stand.</summary>
    public const string ReadSync = "read:sync";

    public const string WritePackages = "write:packages";

    public const string WriteOrders = "write:orders";

    /// <summary>Apps, integrations and the webhooks that third parties call.</summary>
    public const string ManageApps = "manage:apps";

    /// <summary>API keys; none with more scopes than the caller has.</summary>
    public const string ManageKeys = "manage:keys";

    public const string ManageSubscriptions = "manage:subscriptions";

    /// <summary>Webhooks that the hub calls.</summary>
    public const string ManageWebhooks = "manage:webhooks";

    /// <summary>Exports and erases what is known of a person.</summary>
    public const string ManagePrivacy = "manage:privacy";

    /// <summary>Asks for records of apps to be brought up to date, for back-fills and dry runs.</summary>
    public const string ManageSync = "manage:sync";

    /// <summary>Replays and discards dead letters, sends outgoing webhooks again.</summary>
    public const string ReplayEvents = "replay:events";

    /// <summary>Creates, lists and changes tenants. Only operators have it, never a tenant's key.</summary>
    public const string ManageTenants = "manage:tenants";

    /// <summary>Every scope that a tenant's key can have.</summary>
    public static IReadOnlyList<string> All { get; } = DemoTenant.AllScopes.Split(' ');
}
