namespace Eci.Core;

/// <summary>The fixed names of the demo data that Development seeds.</summary>
public static class DemoTenant
{
    public const string Id = "pk_demo";
    public const string Name = "demo";
    public const string ApiKey = "eci_demo_key";

    /// <summary>Key of an operator, accepted in Development with demo data only.</summary>
    public const string OperatorKey = "eci_demo_operator_key";

    public const string SubscriptionId = "sub_demo";
    public const string TrackingIntegrationId = "int_demo_tracking";
    public const string OrderSyncIntegrationId = "int_demo_orders";
    public const string EmailAppId = "app_demo_email";
    public const string DpdAppId = "app_demo_dpd";
    public const string DpdWebhookId = "wh_demo_dpd";
    public const string DhlAppId = "app_demo_dhl";
    public const string UpsAppId = "app_demo_ups";
    public const string SaleorAppId = "app_demo_saleor";

    /// <summary>Every scope an API key can have.</summary>
    public const string AllScopes =
        "read:packages read:events read:orders read:products read:contacts read:emails read:schedules read:messages read:apps read:audit read:sync " +
        "write:packages write:orders manage:apps manage:keys manage:subscriptions manage:webhooks manage:privacy manage:sync replay:events";
}
