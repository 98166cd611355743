using Eci.Vocabulary;

namespace Eci.Modules.Orders.Contracts;

/// <summary>
/// An order went on in its life. Topic <c>commerce.order.stage.reached</c>. An order that passes several stages at once tells of each of
/// them, in their order.
/// </summary>
/// <param name="TenantId">Owner.</param>
/// <param name="OrderId">The order.</param>
/// <param name="Stage">Where it is now.</param>
/// <param name="At">When it got there, UTC.</param>
public sealed record OrderStageReached(string TenantId, string OrderId, OrderStage Stage, DateTimeOffset At) : ITenantMessage;
