using Eci.Web.GraphQL;

namespace Eci.Management.GraphQL;

/// <summary>Answers of management in the words of GraphQL.</summary>
public static class Answers
{
    private const string Fields = "fields";

    /// <summary>The outcome of the work; a refusal becomes an error with its code, and with what is wrong in <c>extensions.fields</c>.</summary>
    public static async Task<object?> OrErrorAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (RefusedException exception)
        {
            throw ErrorOf(exception);
        }
    }

    private static GraphQLError ErrorOf(RefusedException exception)
    {
        var error = new GraphQLError(exception.Code, exception.Message);
        if (exception.Problems.Count > 0)
        {
            error.Extensions = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [Fields] = exception.Problems.Select(problem => new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["field"] = problem.Field,
                    ["message"] = problem.Message,
                }).ToList(),
            };
        }

        return error;
    }
}
