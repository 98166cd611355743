using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Eci.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Eci.Persistence.Audit;

/// <summary>Turns changes of <see cref="IAudited"/> rows into entries of the audit log.</summary>
internal static class AuditTrail
{
    private const string Hidden = "•";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The entry of a change; null when nothing of interest changed.</summary>
    public static AuditEntry? Of(EntityEntry entry, string actor, DateTimeOffset now)
    {
        var details = entry.State is EntityState.Modified ? ChangesOf(entry) : null;
        if (entry.State is EntityState.Modified && details!.Count == 0)
            return null;
        var action = entry.State switch
        {
            EntityState.Added => "created",
            EntityState.Deleted => "deleted",
            _ => "changed",
        };
        var audited = (IAudited)entry.Entity;
        return New(
            (entry.Entity as ITenantOwned)?.TenantId ?? audited.Id, actor, action, entry.Metadata.ClrType.Name, audited.Id, details?.ToJsonString(Json), now);
    }

    public static AuditEntry New(
        string tenantId, string actor, string action, string subject, string? subjectId, string? details, DateTimeOffset now) => new()
        {
            Id = Ids.New(IdPrefix.Audit),
            TenantId = tenantId,
            Time = now,
            Actor = actor,
            Action = action,
            Subject = subject,
            SubjectId = subjectId,
            Details = details,
            TraceId = TraceBaggage.CurrentId,
        };

    private static JsonObject ChangesOf(EntityEntry entry)
    {
        var changes = new JsonObject();
        foreach (var property in entry.Properties.Where(p => p.IsModified && !IsBookkeeping(p.Metadata)))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Metadata.Name);
            if (IsHidden(property.Metadata))
                changes[name] = Hidden;
            else if (!Equals(property.OriginalValue, property.CurrentValue))
                changes[name] = new JsonObject { ["from"] = ValueOf(property.OriginalValue), ["to"] = ValueOf(property.CurrentValue) };
        }

        return changes;
    }

    private static JsonNode? ValueOf(object? value) => value is null ? null : JsonSerializer.SerializeToNode(value, value.GetType(), Json);

    private static bool IsBookkeeping(IProperty property) =>
        property.Name is nameof(ITimestamped.UpdatedAt) or nameof(ITimestamped.CreatedAt) or nameof(IVersioned.Version);

    private static bool IsHidden(IProperty property) =>
        (property.ClrType.IsGenericType && property.ClrType.GetGenericTypeDefinition() == typeof(Encrypted<>))
        || property.ClrType == typeof(byte[])
        || property.PropertyInfo?.GetCustomAttribute<PersonalDataAttribute>() is not null;
}
