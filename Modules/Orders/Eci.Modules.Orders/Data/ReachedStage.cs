using Eci.Core;
using Eci.Vocabulary;

namespace Eci.Modules.Orders.Data;

/// <summary>When an order reached a stage of its life.</summary>
internal sealed class ReachedStage : ITenantOwned
{
    public required string TenantId { get; init; }

    public required string OrderId { get; init; }

    public required OrderStage Stage { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; init; }
}
