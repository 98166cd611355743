using Eci.Core;

namespace Eci.Modules.Orders.Integrations;

/// <summary>Joins the systems that orders pass through: shops (role <c>shop</c>), and what other modules add.</summary>
internal sealed class OrderSyncIntegration : Integration
{
    public const string Kind = "order-sync";
}
