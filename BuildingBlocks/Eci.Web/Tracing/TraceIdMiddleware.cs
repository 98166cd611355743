using System.Diagnostics;
using Eci.Core;
using Microsoft.AspNetCore.Http;

namespace Eci.Web.Tracing;

/// <summary>Settles the trace id of a request before anything can fail.</summary>
internal sealed class TraceIdMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        Activity.Current is { } activity ? ContinueAsync(context, activity) : BeginAsync(context);

    /// <summary>The server begins no activity while nobody listens or logs; what the request sets in motion belongs together all the same.</summary>
    private async Task BeginAsync(HttpContext context)
    {
        using var activity = new Activity("request");
        if (ActivityContext.TryParse(context.Request.Headers.TraceParent, traceState: null, out var caller))
            activity.SetParentId(caller.TraceId, caller.SpanId, caller.TraceFlags);
        await ContinueAsync(context, activity.Start());
    }

    private Task ContinueAsync(HttpContext context, Activity activity)
    {
        var id = TraceId.Choose(context.Request.Headers[TraceId.Header]);
        context.TraceIdentifier = id;
        context.Response.Headers[TraceId.Header] = id;
        activity.SetTag(TraceBaggage.TraceId, id);
        activity.SetBaggage(TraceBaggage.TraceId, id);
        return next(context);
    }
}
