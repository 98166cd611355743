using FluentValidation;
using Microsoft.Extensions.Options;

namespace Eci.Web.GraphQL;

/// <summary>Refuses settings the endpoint cannot work with.</summary>
internal sealed class GraphQLOptionsValidator : AbstractValidator<GraphQLOptions>, IValidateOptions<GraphQLOptions>
{
    public GraphQLOptionsValidator()
    {
        RuleFor(o => o.MaxBodyBytes).InclusiveBetween(1024, 64 * 1024 * 1024);
        RuleFor(o => o.MaxDocumentLength).InclusiveBetween(100, 1_000_000);
        RuleFor(o => o.MaxVariablesBytes).InclusiveBetween(0, 16 * 1024 * 1024);
        RuleFor(o => o.MaxDepth).InclusiveBetween(1, 50);
        RuleFor(o => o.MaxSelections).InclusiveBetween(1, 10_000);
        RuleFor(o => o.MaxAliases).InclusiveBetween(0, 10_000);
        RuleFor(o => o.MaxFieldsWithArguments).InclusiveBetween(1, 10_000);
        RuleFor(o => o.MaxFragments).InclusiveBetween(0, 10_000);
        RuleFor(o => o.MaxComplexity).GreaterThan(0);
        RuleFor(o => o.ListFactor).InclusiveBetween(1, 1000);
        RuleFor(o => o.MaxErrors).InclusiveBetween(1, 1000);
        RuleFor(o => o.Timeout).InclusiveBetween(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        RuleFor(o => o.CachedDocumentCharacters).GreaterThanOrEqualTo(0);
    }

    public ValidateOptionsResult Validate(string? name, GraphQLOptions options)
    {
        var result = Validate(options);
        return result.IsValid
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(result.Errors.Select(e => $"{GraphQLOptions.Section}:{e.PropertyName}: {e.ErrorMessage}"));
    }
}
