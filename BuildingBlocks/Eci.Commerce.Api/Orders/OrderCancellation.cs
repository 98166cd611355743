using Eci.Persistence;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace Eci.Commerce.Api.Orders;

/// <summary>Calls orders off. Systems that have the order learn of it by its stage CANCELED.</summary>
public sealed class OrderCancellation
{
    /// <summary>Key of the metadata that tells why an order was called off.</summary>
    public const string ReasonKey = "eci.cancelReason";

    private const int LongestReason = 500;

    private readonly EciDbContext _database;
    private readonly ICommerceAnnouncement _announcement;
    private readonly OneGo _oneGo;

    internal OrderCancellation(EciDbContext database, ICommerceAnnouncement announcement, OneGo oneGo)
    {
        _database = database;
        _announcement = announcement;
        _oneGo = oneGo;
    }

    /// <summary>Nothing happens when it is called off already. It stays so, whatever its origin says later.</summary>
    /// <param name="orderNumber">The number the customer knows.</param>
    /// <param name="reason">For people; null: none.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="RegistrationRefusedException">There is no such order, it is closed or done, or the reason is too long.</exception>
    public Task<Order> CancelAsync(string orderNumber, string? reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(orderNumber);
        if (reason is { Length: > LongestReason } || reason?.Contains('\0', StringComparison.Ordinal) is true)
            throw new RegistrationRefusedException(RefusalCodes.InvalidArgument, new RefusedField("reason", $"is longer than {LongestReason} characters, or holds control characters"));
        return _oneGo.RunAsync(() => CancelNowAsync(orderNumber.Trim(), reason?.Trim(), cancellationToken), cancellationToken);
    }

    private async Task<Order> CancelNowAsync(string orderNumber, string? reason, CancellationToken cancellationToken)
    {
        var order = await _database.Set<Order>().SingleOrDefaultAsync(o => o.OrderNumber == orderNumber, cancellationToken)
            ?? throw new RegistrationRefusedException(RefusalCodes.OrderNotFound, new RefusedField("orderNumber", "names no order that is known"));
        if (order.Status is OrderStatus.Canceled)
            return order;
        if (order.Status is OrderStatus.Closed || order.Stage is OrderStage.Done)
            throw new RegistrationRefusedException(RefusalCodes.OrderClosed, new RefusedField("orderNumber", "names an order that is closed or done"));
        order.Status = OrderStatus.Canceled;
        if (!string.IsNullOrEmpty(reason))
            await KeepAsync(order, reason, cancellationToken);
        await _announcement.OrderStoredAsync(order, created: false, cancellationToken);
        return order;
    }

    private async Task KeepAsync(Order order, string reason, CancellationToken cancellationToken)
    {
        var known = await _database.Set<OrderMetadata>().SingleOrDefaultAsync(m => m.OrderId == order.Id && m.Key == ReasonKey, cancellationToken);
        if (known is null)
            _database.Add(new OrderMetadata { TenantId = order.TenantId, OrderId = order.Id, Key = ReasonKey, Value = reason });
        else
            known.Value = reason;
    }
}
