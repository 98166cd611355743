using Eci.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Eci.Messaging.Storage;

internal sealed class MessagingModel : IModelContribution
{
    private const int NameLength = 120;

    /// <summary><c>00-{32 hex digits}-{16 hex digits}-{flags}</c>.</summary>
    private const string TraceIdOfParent = "substr(trace_parent, 4, 32)";

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
            NeverRead(e.Property(m => m.ParentTraceId).HasMaxLength(NameLength).HasComputedColumnSql(TraceIdOfParent, stored: true));
            e.Property(m => m.ForgetWhenHandled).HasDefaultValue(false).ValueGeneratedNever();
            e.HasIndex(m => m.CreatedAt);
            e.HasIndex(m => m.Key).HasFilter("key IS NOT NULL");
            e.HasIndex(m => new { m.TenantId, m.CreatedAt });
            e.HasIndex(m => m.ParentTraceId).HasFilter("parent_trace_id IS NOT NULL");
            e.HasIndex(m => m.TraceId).HasFilter("trace_id IS NOT NULL");
            e.HasIndex(m => m.CreatedAt, "ix_messaging_message_forget").HasFilter("forget_when_handled");
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
            e.HasIndex(d => new { d.TenantId, d.FailedAt });
        });
        model.Entity<InboxEntry>(e =>
        {
            e.ToTable("messaging_inbox");
            e.HasKey(i => new { i.MessageId, i.ConsumerId });
            e.HasIndex(i => i.HandledAt);
        });
    }

    /// <summary>Inserts do not ask the database for the value it computed.</summary>
    private static void NeverRead<T>(PropertyBuilder<T> property)
    {
        property.ValueGeneratedNever();
        property.Metadata.SetBeforeSaveBehavior(PropertySaveBehavior.Ignore);
        property.Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
    }
}
