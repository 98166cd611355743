using Eci.Web.GraphQL;

namespace Eci.Management.GraphQL;

/// <summary>Answers of management in the words of GraphQL.</summary>
public static class Answers
{
    /// <summary>The outcome of the work; a refusal becomes an error with its code, and with what is wrong in <c>extensions.fields</c>.</summary>
    public static async Task<object?> OrErrorAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (RefusedException exception)
        {
            throw new GraphQLError(exception.Code, exception.Message, exception.Problems.Select(problem => (problem.Field, problem.Message)));
        }
    }
}
