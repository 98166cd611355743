namespace Eci.Web.GraphQL;

/// <summary>What a building block or module adds to the one GraphQL schema. Register as a singleton.</summary>
public interface IGraphQLContribution
{
    /// <summary>Adds fields to the roots and types to the schema. Runs once, when the schema is built.</summary>
    void Contribute(GraphQLComposition schema);
}
