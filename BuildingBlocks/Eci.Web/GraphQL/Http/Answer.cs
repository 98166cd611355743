using Eci.Web.GraphQL.Execution;
using GraphQL;
using GraphQLParser.AST;
using Microsoft.AspNetCore.Http;

namespace Eci.Web.GraphQL.Http;

/// <summary>A result and the HTTP status that goes with it.</summary>
/// <param name="Result">Data, errors or both.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="HidesStatus">See <see cref="Refusal.HidesStatus"/>.</param>
internal sealed record Answer(ExecutionResult Result, int Status, bool HidesStatus)
{
    public static Answer Of(Refusal refusal) => new(new ExecutionResult(refusal.Error), refusal.Status, refusal.HidesStatus);

    /// <summary>An operation that ran gives 200, whatever became of its fields; a subscription that could not begin did not run.</summary>
    public static Answer Of(ExecutionResult result)
    {
        if (result.Executed && (result.Streams is not null || result.Operation?.Operation is not OperationType.Subscription))
            return new Answer(result, StatusCodes.Status200OK, HidesStatus: false);
        return ErrorPresenter.CodeOf(result.Errors![0]) switch
        {
            GraphQLErrorCodes.InternalError => new Answer(result, StatusCodes.Status500InternalServerError, HidesStatus: false),
            GraphQLErrorCodes.ServiceUnavailable => new Answer(result, StatusCodes.Status503ServiceUnavailable, HidesStatus: false),
            GraphQLErrorCodes.TooManySubscriptions => new Answer(result, StatusCodes.Status429TooManyRequests, HidesStatus: false),
            GraphQLErrorCodes.Timeout => new Answer(result, StatusCodes.Status503ServiceUnavailable, HidesStatus: true),
            GraphQLErrorCodes.Forbidden => new Answer(result, StatusCodes.Status403Forbidden, HidesStatus: true),
            _ => new Answer(result, StatusCodes.Status400BadRequest, HidesStatus: true),
        };
    }
}
