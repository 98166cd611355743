using Eci.Core;
using FluentValidation;

namespace Eci.Modules.Ups;

/// <summary>Bound from <c>Eci:Ups</c>.</summary>
internal sealed class UpsOptions
{
    public const string Section = "Eci:Ups";

    /// <summary>UPS's API; the test environment is <c>https://wwwcie.ups.com</c>.</summary>
    public string BaseAddress { get; set; } = "https://onlinetools.ups.com";

    /// <summary>How long UPS may take to answer, and again to send the answer.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);
}

internal sealed class UpsOptionsValidator : OptionsValidator<UpsOptions>
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public UpsOptionsValidator()
    {
        RuleFor(o => o.BaseAddress)
            .Must(IsAddress)
            .WithMessage($"{UpsOptions.Section}:BaseAddress must be an http or https address without user name, query and fragment.");
        RuleFor(o => o.Timeout)
            .Must(timeout => timeout >= Shortest && timeout <= Longest)
            .WithMessage($"{UpsOptions.Section}:Timeout must be between {Shortest} and {Longest}.");
    }

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && uri.Scheme is "https" or "http"
            && uri.UserInfo.Length + uri.Query.Length + uri.Fragment.Length == 0;
}
