using FluentValidation;
using Microsoft.Extensions.Options;

namespace Eci.Core;

/// <summary>Checks options at the start by the rules of the derived class; each broken rule is one sentence.</summary>
public abstract class OptionsValidator<TOptions> : AbstractValidator<TOptions>, IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var result = Validate(options);
        return result.IsValid ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(result.Errors.Select(error => error.ErrorMessage));
    }
}
