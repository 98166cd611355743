using Eci.Management.Kinds;
using GraphQL.Types;

namespace Eci.Management.GraphQL;

/// <summary>Input types that are made from the descriptions of kinds.</summary>
internal static class KindInputTypes
{
    /// <summary><c>tracking-email</c> becomes <c>TrackingEmail</c>.</summary>
    public static string NameOf(string kind) => string.Concat(kind.Split('-').Select(word => string.Concat(word[..1].ToUpperInvariant(), word[1..])));

    /// <summary>An input object with the fields of a record; null when it has none.</summary>
    /// <param name="name">Name of the type.</param>
    /// <param name="record">The fields.</param>
    /// <param name="whole">All that is required must be given; else what is left out stays as it is.</param>
    public static InputObjectGraphType? Of(string name, KindRecord record, bool whole)
    {
        if (record.Fields.Count == 0)
            return null;
        var type = new InputObjectGraphType { Name = name };
        foreach (var field in record.Fields)
        {
            type.AddField(new FieldType
            {
                Name = field.Name,
                Description = field.Default is null ? field.Description : $"{field.Description} {field.Default} unless given.",
                Type = whole ? field.InputType : Optional(field.InputType),
            });
        }

        return type;
    }

    /// <summary>Adds a nested object; it must be given when one of its fields must.</summary>
    public static void AddRecord(this InputObjectGraphType input, KindRecord record, InputObjectGraphType? type, bool required, string description)
    {
        if (type is null)
            return;
        input.AddField(new FieldType
        {
            Name = record.Name,
            Description = description,
            ResolvedType = required && record.Fields.Any(field => field.Required) ? new NonNullGraphType(type) : type,
        });
    }

    private static Type Optional(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(NonNullGraphType<>) ? type.GetGenericArguments()[0] : type;
}
