using Eci.Web.GraphQL.Connections;
using GraphQL.Types;
using GraphQL.Validation.Complexity;
using GraphQL.Validation.Rules.Custom;

namespace Eci.Web.GraphQL.Execution;

/// <summary>
/// Refuses operations whose answer would be too large: each field costs one; a list multiplies the cost of what is below it by the length
/// that is asked for, or by the usual length of lists that are not asked for by length.
/// </summary>
internal sealed class ComplexityRule(GraphQLOptions limits) : ComplexityValidationRule(new ComplexityOptions
{
    MaxComplexity = limits.MaxComplexity,
    DefaultListImpactMultiplier = limits.ListFactor,
    DefaultComplexityImpactDelegate = field => new FieldComplexityResult(1, LengthOf(field, limits.ListFactor)),
})
{
    /// <summary>No list gives more at once.</summary>
    private const int LongestList = 200;

    private static double LengthOf(FieldImpactContext field, int usual)
    {
        var definition = field.FieldDefinition;
        if (ConnectionFields.IsConnection(definition))
            return Asked(field, "first") ?? Asked(field, "last") ?? PageRequest.Usual;
        if (!IsOrdinaryList(field) || ConnectionFields.IsOnePage(definition))
            return 1;
        return Asked(field, "first") ?? usual;
    }

    /// <summary>Lengths out of range are refused by their fields.</summary>
    private static double? Asked(FieldImpactContext field, string argument) =>
        field.FieldDefinition.Arguments?.Find(argument) is not null && field.GetArgument<int?>(argument) is { } length ? Math.Clamp(length, 1, LongestList) : null;

    /// <summary>Lists within introspection are bounded by the schema and by the nesting limit.</summary>
    private static bool IsOrdinaryList(FieldImpactContext field)
    {
        var type = field.FieldDefinition.ResolvedType;
        return (type is NonNullGraphType required ? required.ResolvedType : type) is ListGraphType
            && !field.ParentType.Name.StartsWith("__", StringComparison.Ordinal);
    }
}
