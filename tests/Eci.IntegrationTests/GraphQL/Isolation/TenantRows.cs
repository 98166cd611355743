using System.Reflection;
using Eci.Core;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Eci.IntegrationTests.GraphQL.Isolation;

/// <summary>
/// Fills every table with one row of a tenant, and one for each kind of app and integration, from the model alone. Every text begins with
/// <see cref="Secret"/>, save ids and what people look things up by, which begin with <see cref="Known"/>.
/// </summary>
internal sealed class TenantRows(EciDbContext database, CredentialProtector protector, string tenantId)
{
    public const string Secret = "LEAKQZ";
    public const string Known = "KNOWNQZ";

    private static readonly string[] LookedUpBy = ["TrackingId", "OrderNumber", "ReferenceNumber", "Sku", "Email", "TrackingToken", "TraceId"];

    private readonly SampleValues _samples = new(protector);
    private readonly Dictionary<IEntityType, object> _rows = [];
    private readonly HashSet<IEntityType> _begun = [];

    /// <summary>The key of the API that the tenant's row of keys stands for.</summary>
    public static string Key => $"eci_{Known}key";

    /// <summary>What is known of the rows: entity, property and value of each id and each text that things are looked up by.</summary>
    public List<KnownValue> Values { get; } = [];

    /// <summary>Stores the rows.</summary>
    public async Task StoreAsync()
    {
        database.Add(new Tenant { Id = tenantId, Name = $"{Secret}TENANT" });
        foreach (var entity in database.Model.GetEntityTypes().Where(e => e.ClrType != typeof(Tenant) && e.ClrType.Name != "DataProtectionKey"))
            Add(entity);
        await database.SaveChangesAsync();
    }

    private void Add(IEntityType entity)
    {
        if (entity.ClrType.IsAbstract || entity.IsOwned() || !_begun.Add(entity))
            return;
        foreach (var principal in entity.GetForeignKeys().Select(key => key.PrincipalEntityType))
        {
            foreach (var candidate in principal.GetConcreteDerivedTypesInclusive().Where(e => e.ClrType != typeof(Tenant)))
                Add(candidate);
        }

        var row = Activator.CreateInstance(entity.ClrType, nonPublic: true)!;
        var entry = database.Entry(row);
        foreach (var property in entity.GetProperties().Where(p => !p.IsShadowProperty() && !IsGenerated(p)))
        {
            entry.Property(property.Name).CurrentValue = ValueOf(entity, property);
            if (entry.Property(property.Name).CurrentValue is { } value && (IsId(property) || LookedUpBy.Contains(property.Name)))
                Values.Add(new KnownValue(entity.ClrType.Name, property.Name, value.ToString()!, property.IsPrimaryKey()));
        }

        database.Add(row);
        _rows.Add(entity, row);
    }

    private static bool IsGenerated(IProperty property) =>
        property.ValueGenerated.HasFlag(ValueGenerated.OnAdd) && property.ClrType is { IsPrimitive: true };

    private static bool IsId(IProperty property) => property.IsPrimaryKey() && (property.ClrType == typeof(string) || property.ClrType == typeof(Guid));

    private object? ValueOf(IEntityType entity, IProperty property)
    {
        if (property.Name == nameof(ITenantOwned.TenantId))
            return tenantId;
        if (entity.ClrType == typeof(ApiKey))
        {
            switch (property.Name)
            {
                case nameof(ApiKey.Hash):
                    return ApiKey.HashOf(Key);
                case nameof(ApiKey.Scopes):
                    return DemoTenant.AllScopes;
                case nameof(ApiKey.RevokedAt):
                    return null;
            }
        }

        if (Referred(property) is { } referred)
            return referred;
        if (property is { IsNullable: true } && property.IsForeignKey())
            return null;
        var prefix = IsId(property) || LookedUpBy.Contains(property.Name) ? Known : Secret;
        return _samples.Of(property.ClrType, $"{prefix}{entity.ClrType.Name.ToUpperInvariant()}{property.Name.ToUpperInvariant()}", property.GetMaxLength());
    }

    /// <summary>The id of the row that the property points to, by foreign key or by name.</summary>
    private object? Referred(IProperty property)
    {
        if (property.GetContainingForeignKeys().FirstOrDefault() is { } key)
        {
            var target = key.PrincipalKey.Properties[key.Properties.ToList().IndexOf(property)];
            return RowOf(key.PrincipalEntityType) is { } principal ? database.Entry(principal).Property(target.Name).CurrentValue : null;
        }

        if (!property.Name.EndsWith("Id", StringComparison.Ordinal) || property.Name.Length == 2)
            return null;
        var found = _rows.FirstOrDefault(row => row.Key.GetRootType().ClrType.Name == property.Name[..^2]).Value;
        var id = found?.GetType().GetProperty("Id", BindingFlags.Public | BindingFlags.Instance)?.GetValue(found);
        return id is not null && (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType).IsInstanceOfType(id) ? id : null;
    }

    private object? RowOf(IEntityType entity) => entity.GetConcreteDerivedTypesInclusive().Select(e => _rows.GetValueOrDefault(e)).FirstOrDefault(row => row is not null);
}

/// <summary>An id or a text that things are looked up by.</summary>
/// <param name="Entity">Whose.</param>
/// <param name="Property">Which of its properties.</param>
/// <param name="Value">Itself.</param>
/// <param name="IsId">It is the key of its row.</param>
internal sealed record KnownValue(string Entity, string Property, string Value, bool IsId);
