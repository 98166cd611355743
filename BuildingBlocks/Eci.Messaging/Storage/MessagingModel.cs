using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Messaging.Storage;

internal sealed class MessagingModel : IModelContribution
{
    private const int NameLength = 120;

    public void Configure(ModelBuilder model)
    {
        model.Entity<Message>(e =>
        {
            e.ToTable("messaging_message");
            e.Property(m => m.Id).ValueGeneratedNever();
            e.Property(m => m.Topic).HasMaxLength(NameLength);
            e.Property(m => m.TenantId).HasMaxLength(NameLength);
            e.Property(m => m.TraceParent).HasMaxLength(NameLength);
            e.Property(m => m.TraceId).HasMaxLength(NameLength);
            e.HasIndex(m => m.CreatedAt);
            e.HasIndex(m => m.Key).HasFilter("key IS NOT NULL");
        });
        model.Entity<Delivery>(e =>
        {
            e.ToTable("messaging_delivery");
            e.Property(d => d.Endpoint).HasMaxLength(NameLength);
            e.Property(d => d.LeaseToken).IsConcurrencyToken();
            e.HasIndex(d => d.DueAt);
            e.HasIndex(d => new { d.MessageId, d.Endpoint }).IsUnique();
            e.HasIndex(d => new { d.OrderKey, d.Endpoint, d.Id }).HasFilter("order_key IS NOT NULL");
        });
        model.Entity<DeadLetter>(e =>
        {
            e.ToTable("messaging_dead_letter");
            e.Property(d => d.Id).HasMaxLength(NameLength);
            e.HasIndex(d => new { d.MessageId, d.Endpoint }).IsUnique();
            e.HasIndex(d => d.FailedAt);
        });
        model.Entity<InboxEntry>(e =>
        {
            e.ToTable("messaging_inbox");
            e.HasKey(i => new { i.MessageId, i.ConsumerId });
            e.HasIndex(i => i.HandledAt);
        });
    }
}
