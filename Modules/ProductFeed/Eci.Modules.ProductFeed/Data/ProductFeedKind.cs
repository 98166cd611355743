using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Eci.Commerce;
using Eci.Core;
using Eci.Management.Kinds;
using Eci.Modules.ProductFeed.Serving;
using Eci.Persistence;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.ProductFeed.Data;

/// <summary>Describes <see cref="ProductFeedApp"/>: the address is the only secret, as the platforms send none.</summary>
internal sealed class ProductFeedKind(IServiceScopeFactory scopes) : AppKind<ProductFeedApp>
{
    private static readonly ProductFeedSettings Defaults = new(string.Empty, string.Empty);

    private static readonly KindRecord<ProductFeedSettings> SettingsRecord = new(
        SettingsName,
        new ProductFeedSettingsValidator(),
        KindField.Text("channel", "Slug of the sales channel whose products and prices are told.", required: true),
        KindField.Text("productUrl", "Address of a product in the shop with {slug}, and {sku} where variants have pages of their own.", required: true),
        KindField.Text("title", "How feeds with a heading name the shop.", ifMissing: Defaults.Title),
        KindField.Text("brandAttribute", "Name of the attribute that holds the brand.", ifMissing: Defaults.BrandAttribute),
        KindField.Text("categoryAttribute", "Name of the attribute that holds Google's category.", ifMissing: Defaults.CategoryAttribute),
        KindField.Text("mpnAttribute", "Name of the attribute that holds the manufacturer's part number.", ifMissing: Defaults.MpnAttribute),
        KindField.Boolean("unitPricing", "Weights are told, so that platforms can show prices per unit.", Defaults.UnitPricing),
        KindField.Text("unitPricingBase", "The unit that such prices are for, such as 100g; the platform chooses when left out."));

    public override string Kind => ProductFeedApp.Kind;

    public override string Label => "Product feed";

    public override string Role => IntegrationRole.Feed;

    public override KindRecord Settings => SettingsRecord;

    public override WebhookForm Webhook { get; } = new($"/api{FeedEndpoint.RouteOf(FeedVariant.GoogleMerchant)}", TakesSecret: false);

    protected override ProductFeedApp Create(AppHead head, KindValues settings, KindValues credentials) =>
        new() { Id = head.Id, TenantId = head.TenantId, Name = head.Name, Settings = SettingsRecord.Read(settings) };

    protected override void Change(ProductFeedApp app, KindValues? settings, KindValues? credentials)
    {
        if (settings is not null)
            app.Settings = SettingsRecord.Read(settings, app.Settings);
    }

    protected override JsonObject SettingsOf(ProductFeedApp app) => SettingsRecord.Write(app.Settings);

    /// <summary>Platforms call; what can be told is whether there is something for them.</summary>
    protected override async Task<ConnectionVerdict> TryConnectionAsync(ProductFeedApp app, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateScopeOf(app.TenantId);
        var database = scope.ServiceProvider.GetRequiredService<EciDbContext>();
        if (!await database.Set<SalesChannel>().AnyAsync(c => c.Slug == app.Settings.Channel, cancellationToken))
            return new ConnectionVerdict(Works: false, $"There is no sales channel '{app.Settings.Channel}' yet.");
        var state = await database.Set<ProductFeedState>().AsNoTracking().SingleOrDefaultAsync(s => s.AppId == app.Id, cancellationToken);
        if (state?.BuiltAt is not { } at)
            return new ConnectionVerdict(Works: false, state?.Error ?? "The feed was not built yet.");
        return new ConnectionVerdict(Works: true, string.Create(
            CultureInfo.InvariantCulture,
            $"Built at {at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: {state.Rows} variants, {state.LeftOut} left out because something needed is missing."));
    }
}

internal sealed partial class ProductFeedSettingsValidator : AbstractValidator<ProductFeedSettings>
{
    private const int LongestText = 100;
    private const int LongestUrl = 500;

    public ProductFeedSettingsValidator()
    {
        RuleFor(s => s.Channel).Must(KindRules.IsName).WithMessage($"channel must have 1 to {KindRules.LongestName} characters.");
        RuleFor(s => s.ProductUrl).Must(IsPattern)
            .WithMessage($"productUrl must be an http or https address of at most {LongestUrl} characters with {ProductFeedSettings.Slug} or {ProductFeedSettings.Sku}.");
        RuleFor(s => s.Title).Must(KindRules.IsName).WithMessage($"title must have 1 to {KindRules.LongestName} characters.");
        RuleFor(s => s.BrandAttribute).Must(IsShort).WithMessage(Long("brandAttribute"));
        RuleFor(s => s.CategoryAttribute).Must(IsShort).WithMessage(Long("categoryAttribute"));
        RuleFor(s => s.MpnAttribute).Must(IsShort).WithMessage(Long("mpnAttribute"));
        RuleFor(s => s.UnitPricingBase).Must(text => text is null || Unit().IsMatch(text)).WithMessage("unitPricingBase must be a number and a unit such as 100g or 1kg.");
    }

    private static string Long(string field) => $"{field} must have 1 to {LongestText} characters.";

    private static bool IsShort(string? text) => !string.IsNullOrWhiteSpace(text) && text.Length <= LongestText && NaturalKey.Of(text).Length > 0;

    private static bool IsPattern(string? text)
    {
        if (text is not { Length: > 0 and <= LongestUrl } || !(text.Contains(ProductFeedSettings.Slug, StringComparison.Ordinal) || text.Contains(ProductFeedSettings.Sku, StringComparison.Ordinal)))
            return false;
        var filled = text.Replace(ProductFeedSettings.Slug, "a", StringComparison.Ordinal).Replace(ProductFeedSettings.Sku, "b", StringComparison.Ordinal);
        return Uri.TryCreate(filled, UriKind.Absolute, out var url) && url is { Scheme: "https" or "http", UserInfo: "" };
    }

    [GeneratedRegex(@"\A[1-9][0-9]{0,4} ?(?:oz|lb|mg|g|kg)\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Unit();
}
