using Eci.Modules.Sandbox.Saleor.Model;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Api;

/// <summary>What the fields of one execution share: the shop, and who asks.</summary>
/// <param name="data">The shop.</param>
/// <param name="app">The app that asks; null for somebody without a valid token.</param>
/// <param name="now">The time of the request.</param>
/// <param name="origin">Address of the shop without a path.</param>
internal sealed class ShopRequest(ShopData data, App? app, DateTimeOffset now, string origin) : Dictionary<string, object?>(StringComparer.Ordinal)
{
    public ShopData Data => data;

    public App? App => app;

    public DateTimeOffset Now => now;

    /// <summary>Address of the shop as the app knows it, whatever address the shop was called at since.</summary>
    public string Origin => app?.InstalledFrom ?? origin;

    /// <summary>What the next mutation must answer instead of doing anything.</summary>
    public ShopFailure? Refusal { get; set; }

    /// <summary>Asks apps while a mutation runs.</summary>
    public IAppCalls Calls { get; init; } = new NoCalls();

    /// <summary>Refuses who has none of the permissions.</summary>
    public void Demand(IReadOnlyList<string> permissions)
    {
        if (!permissions.Any(permission => app is not null && (permission == Permissions.AnyApp || app.Granted.Contains(permission))))
            throw new ShopError(ShopError.PermissionDenied, $"To access this path, you need one of the following permissions: {string.Join(", ", permissions)}");
    }
}

internal static class ResolveFieldContextExtensions
{
    public static ShopRequest Shop(this IResolveFieldContext context) => (ShopRequest)context.UserContext;

    /// <summary>The channel that the nearest field above was asked for; null when none was.</summary>
    public static Channel? Channel(this IResolveFieldContext context)
    {
        for (var at = context; at is not null; at = at.Parent)
        {
            if (at.GetArgument<string?>("channel") is { } slug)
                return context.Shop().Data.Channels.All.FirstOrDefault(channel => channel.Slug == slug);
        }

        return null;
    }
}
