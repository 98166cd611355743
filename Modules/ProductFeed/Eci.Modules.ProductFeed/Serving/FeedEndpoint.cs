using Eci.Core;
using Eci.Modules.ProductFeed.Data;
using Eci.Persistence;
using Eci.Web.Problems;
using Eci.Web.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.ProductFeed.Serving;

/// <summary>Gives platforms the feed as it was last built. All processes give the same one.</summary>
internal sealed class FeedEndpoint(IServiceScopeFactory scopes) : IWebhookHandler<FeedRequest, ProductFeedApp>
{
    private const string Route = $"/product-data-feed/v1/{{{FeedRequest.VariantField}}}/{{webhookId}}";

    private static readonly Problem NotBuilt = new(
        StatusCodes.Status503ServiceUnavailable, "feed_not_built", "The feed was not built yet; try again later.");

    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    private static readonly WebhookDescription Description = new(
        "readProductFeed",
        "Product feed",
        "Gives an advertising platform the products of a shop.",
        "Built from the hub's products when they change. Answers carry ETag and Last-Modified; with If-None-Match or If-Modified-Since an unchanged feed is a 304. "
            + "HEAD is answered like GET, without the body. 503 `feed_not_built` until the first build.",
        "text/csv",
        "id,title,description,image_link,additional_image_link,link,price,sale_price,condition\n")
    {
        Path = [new(FeedRequest.VariantField, "`googlemerchant` or `facebookcommerce`.", "googlemerchant", Required: true, MaxLength: null)],
        Query = [new(FeedRequest.FormatField, "`csv` or `xml` (RSS 2.0).", "csv", Required: false, MaxLength: null)],
    };

    /// <summary>The route of a variant's feeds, below the base path of the API.</summary>
    public static string RouteOf(FeedVariant variant) =>
        Route.Replace($"{{{FeedRequest.VariantField}}}", variant.ToString().ToLowerInvariant(), StringComparison.Ordinal);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapWebhook<FeedRequest, ProductFeedApp>(HttpMethods.Get, Route, Description);
        api.MapWebhook<FeedRequest, ProductFeedApp>(HttpMethods.Head, Route, Description with { Name = "checkProductFeed", Summary = "Tells whether a feed changed." });
    }

    public async ValueTask<IResult> HandleAsync(WebhookCall<FeedRequest, ProductFeedApp> call, CancellationToken cancellationToken)
    {
        var (appId, variant, format) = (call.App.Id, call.Request.FeedVariant, call.Request.FeedFormat);
        await using var scope = scopes.CreateScopeOf(call.Target.TenantId);
        var database = scope.ServiceProvider.GetRequiredService<EciDbContext>();
        var file = await database.Set<ProductFeedFile>().AsNoTracking()
            .Where(f => f.AppId == appId && f.Variant == variant && f.Format == format)
            .Where(f => database.Set<ProductFeedState>().Any(s => s.AppId == appId && s.CurrentBuildId == f.BuildId))
            .SingleOrDefaultAsync(cancellationToken);
        return file is null ? new ProblemResult(NotBuilt, retryAfter: RetryAfter) : new FeedResult(file, scopes);
    }
}
