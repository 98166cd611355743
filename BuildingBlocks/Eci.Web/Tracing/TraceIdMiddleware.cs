using System.Diagnostics;
using Eci.Messaging;
using Microsoft.AspNetCore.Http;

namespace Eci.Web.Tracing;

/// <summary>Settles the trace id of a request before anything can fail.</summary>
internal sealed class TraceIdMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var id = TraceId.Choose(context.Request.Headers[TraceId.Header]);
        context.TraceIdentifier = id;
        context.Response.Headers[TraceId.Header] = id;
        if (Activity.Current is { } activity)
        {
            activity.SetTag(TraceBaggage.TraceId, id);
            activity.SetBaggage(TraceBaggage.TraceId, id);
        }

        return next(context);
    }
}
