using System.CommandLine;
using Eci.Commerce.Api.Orders;

namespace Eci.Host.Commands;

/// <summary><c>orders cancel</c>: calls an order off.</summary>
internal static class CancelOrderCommand
{
    private static readonly Argument<string> NumberArgument = new("number") { Description = "Order number." };
    private static readonly Option<string> TenantOption = new("--tenant") { Description = "Tenant id or name.", Required = true };
    private static readonly Option<string?> ReasonOption = new("--reason") { Description = "Kept with the order." };

    public static Command Create()
    {
        var cancel = new Command("cancel", "Calls an order off, for good; systems that have it learn of it.") { NumberArgument, TenantOption, ReasonOption };
        cancel.SetAction((parsed, token) => EciCommands.WithServicesAsync(services => RunAsync(services, parsed, token)));
        return cancel;
    }

    public static async Task<int> RunAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var scope = await CommandScope.OfTenantAsync(services, parsed.GetValue(TenantOption)!, cancellationToken);
        if (scope is null)
            return ExitCodes.Refused;
        try
        {
            var order = await scope.Services.GetRequiredService<OrderCancellation>()
                .CancelAsync(parsed.GetValue(NumberArgument)!, parsed.GetValue(ReasonOption), cancellationToken);
            Console.WriteLine($"Order {order.OrderNumber} is called off.");
            return 0;
        }
        catch (RegistrationRefusedException exception)
        {
            return Output.Refuse(exception.Message);
        }
    }
}
