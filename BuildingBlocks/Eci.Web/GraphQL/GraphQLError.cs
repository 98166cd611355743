using GraphQL;

namespace Eci.Web.GraphQL;

/// <summary>A failure the caller may know about: its message and code are shown as they are. Throw it from a resolver.</summary>
public sealed class GraphQLError : ExecutionError
{
    private const string Fields = "fields";

    /// <param name="code">Stable, SCREAMING_SNAKE_CASE; see <see cref="GraphQLErrorCodes"/> for those of the endpoint.</param>
    /// <param name="message">One sentence for the caller, without personal data.</param>
    public GraphQLError(string code, string message)
        : base(message)
    {
        Code = code;
    }

    /// <summary>A failure that fields of the input are to blame for: <c>extensions.fields</c> lists them.</summary>
    /// <param name="code">Stable, SCREAMING_SNAKE_CASE.</param>
    /// <param name="message">One sentence for the caller, without personal data.</param>
    /// <param name="fields">Each with its path, <c>packages[0].trackingId</c>, and one sentence; when there are none, the list is left out.</param>
    public GraphQLError(string code, string message, IEnumerable<(string Field, string Message)> fields)
        : this(code, message)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var wrong = fields.Select(f => new Dictionary<string, object?>(StringComparer.Ordinal) { ["field"] = f.Field, ["message"] = f.Message }).ToList();
        if (wrong.Count > 0)
            Extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { [Fields] = wrong };
    }
}
