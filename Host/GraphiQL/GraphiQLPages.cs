using System.Collections.Frozen;
using System.Reflection;
using Microsoft.Net.Http.Headers;

namespace Eci.Host.GraphiQL;

/// <summary>
/// GraphiQL at <c>/graphiql</c>, for developers. Own files are part of the host; those of npm lie beside it where they were installed when
/// it was built, else a page says how to get them. Nothing is loaded from elsewhere.
/// </summary>
internal static class GraphiQLPages
{
    private const string Route = "/graphiql";

    /// <summary>GraphiQL's editor writes style attributes and its fonts are part of its style sheet.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src data:; img-src 'self' data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly FrozenSet<string> Installed = new[]
    {
        "graphiql.min.js", "graphiql.min.css", "react.production.min.js", "react-dom.production.min.js",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Own = new[] { "page.css", "start.js" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Maps the page and its files.</summary>
    public static void MapGraphiQL(this IEndpointRouteBuilder endpoints)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "graphiql");
        var pages = endpoints.MapGroup(Route).ExcludeFromDescription();
        pages.MapGet("/", http =>
        {
            var isInstalled = Installed.All(name => File.Exists(Path.Combine(folder, name)));
            return SendAsync(http, isInstalled ? "graphiql.html" : "missing.html", TypeNames.Html);
        });
        pages.MapGet("/{file}", http =>
        {
            var name = http.Request.RouteValues["file"] as string ?? string.Empty;
            if (Own.Contains(name))
                return SendAsync(http, name, TypeNames.Of(name));
            return Installed.Contains(name) && File.Exists(Path.Combine(folder, name))
                ? SendFileAsync(http, Path.Combine(folder, name), TypeNames.Of(name))
                : Results.NotFound().ExecuteAsync(http);
        });
    }

    /// <summary>Sends browsers that open the endpoint by its address to the page.</summary>
    public static void RedirectBrowsers(this IEndpointConventionBuilder graphQL) => graphQL.Add(endpoint =>
    {
        var answer = endpoint.RequestDelegate!;
        endpoint.RequestDelegate = http => IsBrowser(http.Request) ? Results.LocalRedirect($"~{Route}").ExecuteAsync(http) : answer(http);
    });

    private static bool IsBrowser(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && MediaTypeHeaderValue.TryParseList([.. request.Headers.Accept.OfType<string>()], out var accepted)
        && accepted.Any(type => type.MediaType.Equals(TypeNames.HtmlName, StringComparison.OrdinalIgnoreCase));

    private static async Task SendAsync(HttpContext http, string name, string mediaType)
    {
        await using var content = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Eci.Host.GraphiQL.{name}")!;
        Describe(http.Response, mediaType);
        await content.CopyToAsync(http.Response.Body, http.RequestAborted);
    }

    private static Task SendFileAsync(HttpContext http, string path, string mediaType)
    {
        Describe(http.Response, mediaType);
        return http.Response.SendFileAsync(path, http.RequestAborted);
    }

    private static void Describe(HttpResponse response, string mediaType)
    {
        response.ContentType = mediaType;
        response.Headers.CacheControl = "no-cache";
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
    }

    private static class TypeNames
    {
        public const string HtmlName = "text/html";
        public const string Html = "text/html; charset=utf-8";

        public static string Of(string file) =>
            Path.GetExtension(file) == ".css" ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8";
    }
}
