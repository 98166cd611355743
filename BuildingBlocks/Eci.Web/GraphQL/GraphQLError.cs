using GraphQL;

namespace Eci.Web.GraphQL;

/// <summary>A failure the caller may know about: its message and code are shown as they are. Throw it from a resolver.</summary>
public sealed class GraphQLError : ExecutionError
{
    /// <param name="code">Stable, SCREAMING_SNAKE_CASE; see <see cref="GraphQLErrorCodes"/> for those of the endpoint.</param>
    /// <param name="message">One sentence for the caller, without personal data.</param>
    public GraphQLError(string code, string message)
        : base(message)
    {
        Code = code;
    }
}
