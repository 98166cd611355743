using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Eci.Modules.Tracking.Data;
using Eci.Modules.Tracking.TrackingPage;
using Eci.Vocabulary;

namespace Eci.UnitTests.Modules.Tracking.TrackingPage;

/// <summary>Orders, and their pages as a browser reads them.</summary>
internal static class Orders
{
    public const string Number = "01906000683796";

    public static readonly DateTimeOffset Now = new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero);

    private static readonly PageRenderer Renderer = new();
    private static readonly HtmlParser Strict = new(new HtmlParserOptions { IsStrictMode = true });

    public static TrackedOrder Of(params TrackedPackage[] packages) => new()
    {
        OrderId = "o_1",
        TenantId = "pk_1",
        TenantName = "tenant",
        OrderNumber = "STORE-1001",
        Language = "de",
        FirstName = "Ada",
        LastName = "Lovelace",
        Email = "ada@example.com",
        Street = "Schildergasse 12",
        City = "Köln",
        Brands = [Brand(new TrackingPageSettings("Kaufhaus", "#0f766e", "https://cdn.example.com/logo.png", "https://example.com/help", "hilfe@example.com"))],
        Packages = packages,
    };

    public static PageBrand Brand(TrackingPageSettings? page) =>
        new() { IntegrationId = "int_1", Enabled = true, PaidUntil = Now.AddDays(1), Reports = true, Page = page };

    public static TrackedPackage Package(PackageState state, params TrackedEvent[] events) => new()
    {
        Carrier = Carrier.Dpd,
        TrackingId = Number,
        State = state,
        IsReturned = false,
        Events = events,
    };

    /// <summary>A package with the events that lead to its state.</summary>
    public static TrackedPackage Travelled(PackageState state) => Package(
        state,
        Event(state, 12, "50667 Köln", "Hinten rechts"),
        Event(PackageState.InTransit, 6, "0998"),
        Event(PackageState.InformationReceived, 2));

    public static TrackedEvent Event(PackageState state, double hour, string? location = null, string? message = null) =>
        new(new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero).AddHours(hour), 60, state, location, message);

    public static async Task<(RenderedPage Page, IHtmlDocument Document)> RenderAsync(TrackedOrder order, string language = "de") =>
        Read(await Renderer.RenderAsync(PageComposer.Compose(order, ShopBrand.Of(order, order.Brands is [var brand, ..] ? brand : null).Brand, language, Now)));

    public static async Task<(RenderedPage Page, IHtmlDocument Document)> RenderAsync(NoticeWords notice, string language) =>
        Read(await Renderer.RenderAsync(PageComposer.Compose(notice, language)));

    /// <summary>Fails on every error of the HTML.</summary>
    private static (RenderedPage Page, IHtmlDocument Document) Read(RenderedPage page)
    {
        using var stream = new MemoryStream(page.Html.ToArray());
        return (page, Strict.ParseDocument(stream));
    }
}
