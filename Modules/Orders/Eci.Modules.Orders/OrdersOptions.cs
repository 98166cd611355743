using Eci.Core;
using FluentValidation;

namespace Eci.Modules.Orders;

/// <summary>Bound from <c>Eci:Orders</c>.</summary>
internal sealed class OrdersOptions
{
    public const string Section = "Eci:Orders";

    /// <summary>A step that is due and says nothing for so long is overdue.</summary>
    public TimeSpan StepOverdueAfter { get; set; } = TimeSpan.FromDays(1);
}

internal sealed class OrdersOptionsValidator : OptionsValidator<OrdersOptions>
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    public OrdersOptionsValidator() => RuleFor(o => o.StepOverdueAfter)
        .GreaterThan(TimeSpan.Zero)
        .LessThanOrEqualTo(Longest)
        .WithName($"{OrdersOptions.Section}:StepOverdueAfter");
}
