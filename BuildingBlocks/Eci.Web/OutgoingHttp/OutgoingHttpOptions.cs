using Eci.Core;
using FluentValidation;

namespace Eci.Web.OutgoingHttp;

/// <summary>Calls to addresses that tenants choose, bound from <c>Eci:OutgoingHttp</c>.</summary>
public sealed class OutgoingHttpOptions
{
    public const string Section = "Eci:OutgoingHttp";

    /// <summary>Lets tenants name addresses of private networks. Null: only in Development.</summary>
    public bool? AllowPrivateNetworks { get; set; }

    /// <summary>Longest wait for one address of a host to take the connection.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);
}

internal sealed class OutgoingHttpOptionsValidator : OptionsValidator<OutgoingHttpOptions>
{
    public OutgoingHttpOptionsValidator() => RuleFor(o => o.ConnectTimeout)
        .InclusiveBetween(TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1))
        .WithName($"{OutgoingHttpOptions.Section}:ConnectTimeout");
}
