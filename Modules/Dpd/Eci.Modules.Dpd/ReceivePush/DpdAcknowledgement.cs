using System.Security;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Eci.Modules.Dpd.ReceivePush;

/// <summary>The answer that lets DPD forget a push: it must name the push. Anything else makes DPD send it again.</summary>
internal sealed class DpdAcknowledgement(string pushId) : IResult, IStatusCodeHttpResult, IContentTypeHttpResult
{
    private const string MediaType = "application/xml; charset=utf-8";

    public int? StatusCode => StatusCodes.Status200OK;

    public string? ContentType => MediaType;

    public static string Xml(string pushId) => $"<push><pushid>{SecurityElement.Escape(pushId)}</pushid><status>OK</status></push>";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var xml = Encoding.UTF8.GetBytes(Xml(pushId));
        httpContext.Response.ContentType = MediaType;
        httpContext.Response.ContentLength = xml.Length;
        return httpContext.Response.BodyWriter.WriteAsync(xml, httpContext.RequestAborted).AsTask();
    }
}
