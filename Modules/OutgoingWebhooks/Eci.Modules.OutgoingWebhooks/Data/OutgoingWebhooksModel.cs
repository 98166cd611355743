using Eci.Core;
using Eci.Persistence;
using Eci.Web.OutgoingHttp;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.OutgoingWebhooks.Data;

internal sealed class OutgoingWebhooksModel : IModelContribution
{
    public const int DescriptionLength = 200;
    public const int BodyLength = 500;
    public const int NoteLength = 200;

    private const int IdLength = 60;
    private const int TypeLength = 60;
    private const int TypesLength = 500;

    public void Configure(ModelBuilder model)
    {
        model.Entity<WebhookEndpoint>(e =>
        {
            e.ToTable("outgoing_webhooks_endpoint");
            e.Property(w => w.Id).HasMaxLength(IdLength);
            e.Property(w => w.Url).HasMaxLength(OutgoingUrls.MaxLength);
            e.Property(w => w.Description).HasMaxLength(DescriptionLength);
            e.Property(w => w.EventTypes).HasMaxLength(TypesLength);
            e.Ignore(w => w.EventTypeList);
            e.HasOne<Tenant>().WithMany().HasForeignKey(w => w.TenantId);
        });
        model.Entity<EndpointHealth>(e =>
        {
            e.ToTable("outgoing_webhooks_health");
            e.HasKey(h => h.EndpointId);
            e.HasOne<WebhookEndpoint>().WithOne().HasForeignKey<EndpointHealth>(h => h.EndpointId);
        });
        model.Entity<EndpointSecret>(e =>
        {
            e.ToTable("outgoing_webhooks_secret");
            e.Property(s => s.Id).HasMaxLength(IdLength);
            e.Property(s => s.Key).HasConversion(key => key.Text, text => new Encrypted<SigningKey>(text));
            e.HasOne<WebhookEndpoint>().WithMany().HasForeignKey(s => s.EndpointId);
        });
        ConfigureLog(model);
    }

    /// <summary>The log knows endpoints by their id only: it outlives them.</summary>
    private static void ConfigureLog(ModelBuilder model)
    {
        model.Entity<WebhookDelivery>(e =>
        {
            e.ToTable("outgoing_webhooks_delivery");
            e.Property(d => d.Id).HasMaxLength(IdLength);
            e.Property(d => d.EndpointId).HasMaxLength(IdLength);
            e.Property(d => d.EventType).HasMaxLength(TypeLength);
            e.Property(d => d.Note).HasMaxLength(NoteLength);
            e.HasIndex(d => new { d.TenantId, d.CreatedAt });
            e.HasIndex(d => new { d.EndpointId, d.Status, d.CreatedAt });
            e.Property(d => d.PackageId).HasMaxLength(IdLength);
            e.HasIndex(d => d.CreatedAt);
            e.HasIndex(d => d.PackageId).HasFilter("package_id IS NOT NULL");
        });
        model.Entity<WebhookAttempt>(e =>
        {
            e.ToTable("outgoing_webhooks_attempt");
            e.Property(a => a.Id).HasMaxLength(IdLength);
            e.Property(a => a.ResponseBody).HasMaxLength(BodyLength);
            e.HasIndex(a => new { a.DeliveryId, a.Number }).IsUnique();
            e.HasOne<WebhookDelivery>().WithMany().HasForeignKey(a => a.DeliveryId);
        });
        model.Entity<DeliveredOrder>(e =>
        {
            e.ToTable("outgoing_webhooks_delivered_order");
            e.HasKey(o => o.OrderId);
            e.Property(o => o.OrderId).HasMaxLength(IdLength);
        });
    }
}
