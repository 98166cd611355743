using Eci.Modules.Sandbox.Saleor.Model;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Api;

[Name("Event")]
internal interface IShopEvent
{
    DateTimeOffset? IssuedAt { get; }

    string? Version { get; }

    App? Recipient(IResolveFieldContext context);
}

/// <summary>Something that happened in the shop and that apps can subscribe to.</summary>
internal abstract class ShopEvent : IShopEvent
{
    /// <summary>Some types have it to differ from mutations; their topics do not.</summary>
    private const string Suffix = "Event";

    public DateTimeOffset? IssuedAt => At;

    public string? Version => Shop.ServedVersion;

    public App? Recipient(IResolveFieldContext context) => context.Shop().App;

    internal DateTimeOffset At { get; set; }

    /// <summary>The channel it happened in; null when it has nothing to do with one.</summary>
    internal virtual Channel? In => null;

    /// <summary>Id of what it happened to.</summary>
    internal abstract string Subject { get; }

    /// <summary>As manifests name it, ORDER_CREATED.</summary>
    internal string Topic => GraphQL.StringExtensions.ToConstantCase(
        GetType().Name is var name && name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : GetType().Name);
}
