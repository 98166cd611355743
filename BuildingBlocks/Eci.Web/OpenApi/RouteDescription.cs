using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Eci.Web.OpenApi;

/// <summary>What the OpenAPI document says about one method of a route.</summary>
/// <param name="Name">Unique operation id, for example <c>queryGraphQL</c>.</param>
/// <param name="Tag">Group in the document.</param>
/// <param name="Summary">One line.</param>
/// <param name="Details">What callers should know.</param>
public sealed record RouteDescription(string Name, string Tag, string Summary, string Details)
{
    /// <summary>Parameters in the path and in the query.</summary>
    public IReadOnlyList<RouteParameter> Parameters { get; init; } = [];

    /// <summary>An example of the body; null for routes without.</summary>
    public RouteContent? Body { get; init; }

    /// <summary>Successes and failures.</summary>
    public required IReadOnlyList<RouteAnswer> Answers { get; init; }

    /// <summary>True when callers send an API key.</summary>
    public bool NeedsKey { get; init; }
}

/// <summary>A parameter of a route.</summary>
/// <param name="Name">As callers write it.</param>
/// <param name="Description">What it means and what is accepted.</param>
/// <param name="Example">A value.</param>
/// <param name="InPath">Part of the path, else of the query.</param>
/// <param name="Required">True when a request without it is refused.</param>
public sealed record RouteParameter(string Name, string Description, string Example, bool InPath = false, bool Required = false);

/// <summary>A body.</summary>
/// <param name="MediaType">Without parameters.</param>
/// <param name="Example">The whole body; JSON for media types of JSON.</param>
public sealed record RouteContent(string MediaType, string Example);

/// <summary>An answer.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Description">When it is given.</param>
/// <param name="Contents">The body in each media type it can have; empty without body.</param>
public sealed record RouteAnswer(int Status, string Description, params IReadOnlyList<RouteContent> Contents);

/// <summary>How routes are described that are no webhooks.</summary>
public static class RouteDescriptions
{
    /// <summary>Says in the OpenAPI document what a method of the route does.</summary>
    public static TBuilder Describe<TBuilder>(this TBuilder route, string method, RouteDescription description)
        where TBuilder : IEndpointConventionBuilder => route.WithTags(description.Tag).WithMetadata(new RouteMetadata(method, description));
}

internal sealed record RouteMetadata(string Method, RouteDescription Description);
