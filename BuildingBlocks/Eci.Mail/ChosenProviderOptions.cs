using FluentValidation;
using Microsoft.Extensions.Options;

namespace Eci.Mail;

/// <summary>Checks options with their validator, and only while the provider they belong to is the chosen one.</summary>
internal sealed class ChosenProviderOptions<TOptions>(IValidator<TOptions> validator, Func<bool> isChosen) : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        if (!isChosen())
            return ValidateOptionsResult.Skip;

        var result = validator.Validate(options);
        return result.IsValid
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(result.Errors.Select(e => e.ErrorMessage));
    }
}
