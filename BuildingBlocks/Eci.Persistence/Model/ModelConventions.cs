using System.Text;
using Eci.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Eci.Persistence.Model;

/// <summary>Rules that hold for every entity: snake_case, enums as their wire names, UTC times, restricted deletes, version as concurrency token.</summary>
internal static class ModelConventions
{
    private const int EnumLength = 40;
    private const int DecimalPrecision = 19;
    private const int DecimalScale = 4;

    public static void Apply(ModelBuilder builder, string providerName)
    {
        var sqlite = providerName.EndsWith("Sqlite", StringComparison.Ordinal);
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetDeclaredProperties())
            {
                ApplyName(entity, property);
                ApplyConversion(property, sqlite);
                if (property.Name == nameof(IVersioned.Version) && typeof(IVersioned).IsAssignableFrom(entity.ClrType))
                    property.IsConcurrencyToken = true;
            }

            foreach (var foreignKey in entity.GetDeclaredForeignKeys())
            {
                foreignKey.DeleteBehavior = DeleteBehavior.Restrict;
                foreignKey.SetConstraintName(SnakeCase(foreignKey.GetDefaultName()!));
            }

            foreach (var key in entity.GetDeclaredKeys())
                key.SetName(SnakeCase(key.GetDefaultName()!));
            foreach (var index in entity.GetDeclaredIndexes().Where(i => i.Name is null))
                index.SetDatabaseName(SnakeCase(index.GetDefaultDatabaseName()!));
        }
    }

    /// <summary><c>OrderNumber</c> becomes <c>order_number</c>; underscores stay single.</summary>
    internal static string SnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var upper = char.IsUpper(name[i]);
            var startsWord = upper && i > 0 && name[i - 1] != '_' && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord)
                text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    private static void ApplyName(IMutableEntityType entity, IMutableProperty property)
    {
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table);
        if (table is not null && property.GetColumnName(table.Value) == property.GetDefaultColumnName(table.Value))
            property.SetColumnName(SnakeCase(property.Name));
    }

    private static void ApplyConversion(IMutableProperty property, bool sqlite)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (property.GetValueConverter() is not null)
            return;
        if (type.IsEnum)
        {
            property.SetValueConverter((ValueConverter)Activator.CreateInstance(typeof(WireNameValueConverter<>).MakeGenericType(type))!);
            property.SetMaxLength(EnumLength);
        }
        else if (type == typeof(DateTimeOffset))
        {
            property.SetValueConverter(sqlite ? new UtcTicksConverter() : new UtcConverter());
        }
        else if (type == typeof(decimal))
        {
            property.SetPrecision(DecimalPrecision);
            property.SetScale(DecimalScale);
        }
        else if (type == typeof(TimeSpan))
        {
            property.SetValueConverter(new TimeSpanToTicksConverter());
        }
    }
}
