using GraphQL.Types;
using GraphQL.Validation.Complexity;
using GraphQL.Validation.Rules.Custom;

namespace Eci.Web.GraphQL.Execution;

/// <summary>Refuses operations whose answer would be too large: each field costs one, a list multiplies the cost of what is below it.</summary>
internal sealed class ComplexityRule(GraphQLOptions limits) : ComplexityValidationRule(new ComplexityOptions
{
    MaxComplexity = limits.MaxComplexity,
    DefaultListImpactMultiplier = limits.ListFactor,
    DefaultComplexityImpactDelegate = field => new FieldComplexityResult(1, IsOrdinaryList(field) ? limits.ListFactor : 1),
})
{
    /// <summary>Lists within introspection are bounded by the schema and by the nesting limit.</summary>
    private static bool IsOrdinaryList(FieldImpactContext field)
    {
        var type = field.FieldDefinition.ResolvedType;
        return (type is NonNullGraphType required ? required.ResolvedType : type) is ListGraphType
            && !field.ParentType.Name.StartsWith("__", StringComparison.Ordinal);
    }
}
