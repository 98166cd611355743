using System.CommandLine;

namespace Eci.Host.Commands;

/// <summary><c>orders add | timeline</c>.</summary>
internal static class OrderCommands
{
    public static Command Create() => new("orders", "Orders of a tenant.") { AddOrderCommand.Create(), OrderTimelineCommand.Create() };
}
