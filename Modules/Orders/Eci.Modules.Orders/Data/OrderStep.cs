using Eci.Core;
using Eci.Modules.Orders.Contracts;

namespace Eci.Modules.Orders.Data;

/// <summary>How a step of an order stands. One per order, step and key.</summary>
internal sealed class OrderStep : ITenantOwned, ITimestamped, IVersioned
{
    /// <summary><see cref="Key"/> of what is about the whole order.</summary>
    public const string WholeOrder = "";

    /// <summary>See <see cref="IdOf"/>.</summary>
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required string OrderId { get; init; }

    /// <summary>Of the <see cref="IOrderStep"/>.</summary>
    public required string Name { get; init; }

    /// <summary>Id of the package it is about; empty: the whole order.</summary>
    public required string Key { get; init; }

    public OrderStepState State { get; set; } = OrderStepState.Pending;

    /// <summary>Since when it is so, as its system told, UTC; null: it told nothing yet.</summary>
    public DateTimeOffset? ReportedAt { get; set; }

    /// <summary>What its system says about it, without personal data.</summary>
    public string? Detail { get; set; }

    /// <summary>Since when it is awaited, UTC; null: its system told of it before it was due.</summary>
    public DateTimeOffset? DueSince { get; set; }

    /// <summary>When it was noticed that it is silent for too long, UTC; null: it is not.</summary>
    public DateTimeOffset? OverdueSince { get; set; }

    public int Version { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public bool IsSettled => State is OrderStepState.Done or OrderStepState.Skipped;

    public bool IsOfWholeOrder => Key.Length == 0;

    /// <summary>The moment of the last sign of it.</summary>
    public DateTimeOffset? LastSign => ReportedAt > DueSince || DueSince is null ? ReportedAt : DueSince;

    public static string IdOf(string orderId, string name, string key) => Ids.Of(IdPrefix.OrderStep, orderId, name, key);
}
