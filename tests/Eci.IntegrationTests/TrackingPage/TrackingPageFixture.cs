using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Eci.Commerce;
using Eci.IntegrationTests.Tracking;
using Eci.Modules.Tracking.Data;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;

namespace Eci.IntegrationTests.TrackingPage;

/// <summary>Tracking pages of one host; every test uses a tenant of its own.</summary>
internal abstract class TrackingPageFixture(DatabaseKind kind) : TrackingFixture(kind)
{
    private static readonly HtmlParser Html = new(new HtmlParserOptions { IsStrictMode = true });

    protected static string PathOf(Shop shop) => $"/track/{shop.Order.TrackingToken}";

    /// <summary>Asks for a page; the caller disposes the answer.</summary>
    protected async Task<HttpResponseMessage> GetAsync(string path, HttpMethod? method = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Host.Client.SendAsync(request);
    }

    protected async Task<IHtmlDocument> DocumentAsync(string path, params (string Name, string Value)[] headers)
    {
        using var answer = await GetAsync(path, headers: headers);
        return await Html.ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>A shop whose order says everything about its customer.</summary>
    protected Task<Shop> AddFullShopAsync(TrackingPageSettings? page = null, Action<Shop>? change = null) => AddShopAsync(shop =>
    {
        shop.Contact.Phone = "+49 221 000";
        shop.Integration.Page = page;
        shop.Package.ReceivedBy = "C. BABBAGE";
        shop.Order.ShippingAddress = new Address
        {
            Id = $"address_{shop.TenantId}",
            TenantId = shop.TenantId,
            FullName = "Ada Lovelace",
            Company = "Rechenwerk",
            Street = "Schildergasse 12",
            PostalCode = "50667",
            City = "Köln",
            CountryCode = "DE",
            Phone = "+49 221 111",
            NormalizedName = "ada",
        };
        change?.Invoke(shop);
    });

    protected Task ChangeAsync<T>(System.Linq.Expressions.Expression<Func<T, bool>> which, Action<T> change)
        where T : class => Host.QueryAsync(async db =>
        {
            change(await db.Set<T>().SingleAsync(which));
            return await db.SaveChangesAsync();
        });
}
