namespace Eci.Web.Security;

/// <summary>What an API key may do. A key holds any number of these, separated by blanks.</summary>
public static class Scopes
{
    public const string ReadPackages = "read:packages";

    public const string ReadEvents = "read:events";

    public const string ReadOrders = "read:orders";

    public const string ReadEmails = "read:emails";

    /// <summary>Every scope there is.</summary>
    public static IReadOnlyList<string> All { get; } = [ReadPackages, ReadEvents, ReadOrders, ReadEmails];
}
