using Eci.Web.GraphQL;
using Eci.Web.GraphQL.Connections;
using GraphQL;
using GraphQL.Types;

namespace Eci.ArchitectureTests.Rules;

/// <summary>What callers may expect of every type and field of the schema.</summary>
internal static class SchemaRules
{
    private static readonly string[] BuiltIn = ["Boolean", "Float", "ID", "Int", "String"];

    /// <summary>Input objects are named after their mutation or list, whose description tells what they are for.</summary>
    public static IEnumerable<string> TypesHaveDescriptions(ISchema schema) =>
        from type in schema.AllTypes
        where type is not IInputObjectGraphType && !IsIntrospection(type) && !BuiltIn.Contains(type.Name) && string.IsNullOrWhiteSpace(type.Description)
        select $"{type.Name} has no description";

    public static IEnumerable<string> RootFieldsHaveDescriptions(ISchema schema) =>
        from field in RootFields(schema)
        where string.IsNullOrWhiteSpace(field.Field.Description)
        select $"{field.Name} has no description";

    /// <summary>Whoever has any key could ask for a root field without scope.</summary>
    public static IEnumerable<string> RootFieldsHaveScopes(ISchema schema, IReadOnlyCollection<string> open) =>
        from field in RootFields(schema)
        where FieldAccess.ScopesOf(field.Field).Length == 0 && !open.Contains(field.Name)
        select $"{field.Name} needs no scope";

    /// <summary>A list of objects is a connection, or its length can be asked for by <c>first</c>, or it is known to be short.</summary>
    public static IEnumerable<string> ListsAreBounded(ISchema schema, IReadOnlyCollection<string> small) =>
        from type in schema.AllTypes.OfType<IObjectGraphType>()
        where !IsIntrospection(type)
        from field in type.Fields
        let name = $"{type.Name}.{field.Name}"
        where IsListOfObjects(field) && !ConnectionFields.IsOnePage(field) && field.Arguments?.Find("first") is null && !small.Contains(name)
        select $"{name} is a list without bound";

    /// <summary>Exceptions from a rule that no field makes use of.</summary>
    public static IEnumerable<string> ExceptionsAreNeeded(ISchema schema, IEnumerable<string> exceptions) =>
        exceptions.Except(
            schema.AllTypes.OfType<IObjectGraphType>().SelectMany(type => type.Fields.Select(field => $"{type.Name}.{field.Name}")),
            StringComparer.Ordinal);

    private static IEnumerable<(string Name, FieldType Field)> RootFields(ISchema schema) =>
        from root in new[] { schema.Query, schema.Mutation, schema.Subscription }
        where root is not null
        from field in root.Fields
        select ($"{root.Name}.{field.Name}", field);

    private static bool IsListOfObjects(FieldType field) =>
        (field.ResolvedType is NonNullGraphType required ? required.ResolvedType : field.ResolvedType) is ListGraphType list
        && list.GetNamedType() is IObjectGraphType or IAbstractGraphType;

    private static bool IsIntrospection(IGraphType type) => type.Name.StartsWith("__", StringComparison.Ordinal);
}
