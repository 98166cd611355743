using Microsoft.AspNetCore.Http;

namespace Eci.Web.Problems;

/// <summary>Gives problem details that the framework or a typed result makes the same shape as all others, whatever the caller accepts.</summary>
internal sealed class ProblemDetailsWriter : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => true;

    public ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var details = context.ProblemDetails;
        var problem = Problem.ForStatus(details.Status ?? context.HttpContext.Response.StatusCode);
        if (details.Extensions.TryGetValue("code", out var code) && code is string text)
            problem = problem with { Code = text, Detail = details.Detail ?? problem.Detail };
        var errors = details is HttpValidationProblemDetails validation
            ? validation.Errors.SelectMany(field => field.Value.Select(detail => new FieldError(field.Key, detail))).ToList()
            : [];
        return new ValueTask(new ProblemResult(problem, errors).ExecuteAsync(context.HttpContext));
    }
}
