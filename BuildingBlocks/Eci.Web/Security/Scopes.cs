namespace Eci.Web.Security;

/// <summary>What an API key may do. A key holds any number of these, separated by blanks.</summary>
public static class Scopes
{
    public const string ReadPackages = "read:packages";

    public const string ReadEvents = "read:events";

    public const string ReadOrders = "read:orders";

    public const string ReadEmails = "read:emails";

    public const string ReadSchedules = "read:schedules";

    public const string WritePackages = "write:packages";

    public const string ManageApps = "manage:apps";

    /// <summary>Every scope there is.</summary>
    public static IReadOnlyList<string> All { get; } =
        [ReadPackages, ReadEvents, ReadOrders, ReadEmails, ReadSchedules, WritePackages, ManageApps];
}
