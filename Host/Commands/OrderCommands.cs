using System.CommandLine;

namespace Eci.Host.Commands;

/// <summary><c>orders add | cancel | show | timeline</c>.</summary>
internal static class OrderCommands
{
    public static Command Create() => new("orders", "Orders of a tenant.")
    {
        AddOrderCommand.Create(), CancelOrderCommand.Create(), ShowOrderCommand.Create(), OrderTimelineCommand.Create(),
    };
}
