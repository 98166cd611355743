namespace Eci.Core;

/// <summary>A row whose changes are recorded in the audit log when somebody makes them, see <see cref="TenantScope.Actor"/>.</summary>
public interface IAudited
{
    string Id { get; }
}

/// <summary>Personal data: the audit log and other records name the property, never its value.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PersonalDataAttribute : Attribute;

/// <summary>Who changed or did what. Written with the change itself; never changed.</summary>
public sealed class AuditEntry : ITenantOwned
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>See <see cref="TenantScope.Actor"/>.</summary>
    public required string Actor { get; init; }

    /// <summary><c>created</c>, <c>changed</c> or <c>deleted</c>, or what else was done: <c>replayed</c>, <c>exported</c> ...</summary>
    public required string Action { get; init; }

    /// <summary>Kind of what it was done to: <c>DhlApp</c>, <c>ApiKey</c> ...</summary>
    public required string Subject { get; init; }

    public string? SubjectId { get; init; }

    /// <summary>JSON object: for each changed property <c>{"from": …, "to": …}</c>, <c>"•"</c> for secrets and personal data; or details. Null: none.</summary>
    public string? Details { get; init; }

    /// <summary>Trace of the request.</summary>
    public string? TraceId { get; init; }
}
