using System.Collections.Concurrent;
using Eci.Persistence;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Eci.Modules.Tracking.TrackingPage;

/// <summary>Shows an order's parcels to whoever knows its token. Whatever goes wrong, the answer is a page for people.</summary>
internal sealed partial class TrackingPageEndpoint(
    TrackingPageQueries queries,
    TrackingPageLimiter limiter,
    PageRenderer renderer,
    TimeProvider time,
    ILogger<TrackingPageEndpoint> logger)
{
    /// <summary>Looked up in place of what cannot be a token, so that both take the same time to be not found.</summary>
    private const string NoToken = "tt_";

    private static readonly TimeSpan StoragePatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ComeBack = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, bool> _warned = new(StringComparer.Ordinal);

    public async Task InvokeAsync(HttpContext context)
    {
        var answer = await AnswerAsync(context);
        await answer.SendAsync(context);
    }

    private async Task<PageAnswer> AnswerAsync(HttpContext context)
    {
        var given = context.Request.RouteValues[TrackingPageLink.TokenParameter] as string ?? string.Empty;
        var token = TrackingPageLink.IsPlausible(given) ? given : NoToken;
        if (limiter.Refuse(context.Connection.RemoteIpAddress, token) is { } wait)
            return await ProblemAsync(context, StatusCodes.Status429TooManyRequests, problems => problems.TooMany, wait);
        TrackedOrder? order;
        try
        {
            using var patience = new CancellationTokenSource(StoragePatience, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, context.RequestAborted);
            order = await queries.FindAsync(token, either.Token);
        }
        catch (Exception exception) when (IsUnavailable(exception) && !context.RequestAborted.IsCancellationRequested)
        {
            LogUnavailable(exception.GetType().Name);
            return await ProblemAsync(context, StatusCodes.Status503ServiceUnavailable, problems => problems.Unavailable, ComeBack);
        }

        return order is null
            ? await ProblemAsync(context, StatusCodes.Status404NotFound, problems => problems.NotFound)
            : new PageAnswer(StatusCodes.Status200OK, await RenderAsync(context.Request, order));
    }

    private static bool IsUnavailable(Exception exception) => exception is OperationCanceledException || EciDatabase.IsUnavailable(exception);

    private Task<RenderedPage> RenderAsync(HttpRequest request, TrackedOrder order)
    {
        var now = time.GetUtcNow();
        var chosen = order.Brands.MaxBy(brand => brand.Rank(now));
        var (shop, ignored) = ShopBrand.Of(order, chosen);
        if (ignored.Count > 0 && _warned.TryAdd(chosen!.IntegrationId!, true))
            LogIgnored(chosen.IntegrationId!, string.Join(", ", ignored));
        return renderer.RenderAsync(PageComposer.Compose(order, shop, PageLanguage.Of(request, order, chosen), now));
    }

    private async Task<PageAnswer> ProblemAsync(HttpContext context, int status, Func<ProblemTexts, NoticeWords> choose, TimeSpan? retryAfter = null)
    {
        var language = PageLanguage.Of(context.Request);
        return new PageAnswer(status, await renderer.RenderAsync(PageComposer.Compose(choose(PageTexts.Of(language).Problems), language)), retryAfter);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A tracking page could not be read from the database ({Error})")]
    private partial void LogUnavailable(string error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Settings of the tracking page of {IntegrationId} are not valid and left out: {Names}")]
    private partial void LogIgnored(string integrationId, string names);
}
