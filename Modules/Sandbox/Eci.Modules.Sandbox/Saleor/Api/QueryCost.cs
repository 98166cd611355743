using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Eci.Modules.Sandbox.Saleor.Api;

/// <summary>
/// What a query costs: a list field costs its items, every field with an id inside is counted once for each item of the pages around it.
/// Saleor weighs some fields differently, which only moves the limit a little.
/// </summary>
internal sealed class QueryCost(ISchema schema, GraphQLDocument document, Inputs variables)
{
    private static readonly string[] Multipliers = ["first", "last"];

    public int Of(GraphQLOperationDefinition operation)
    {
        var root = operation.Operation switch
        {
            OperationType.Query => schema.Query,
            OperationType.Mutation => schema.Mutation,
            _ => schema.Subscription,
        };
        return root is null ? 0 : Of(operation.SelectionSet, root, 1, 0);
    }

    private int Of(GraphQLSelectionSet? selection, IGraphType type, int times, int depth)
    {
        var sum = 0L;
        foreach (var node in selection?.Selections ?? [])
        {
            sum += node switch
            {
                GraphQLField field when (type as IComplexGraphType)?.GetField(field.Name.Value) is { } known => Of(field, known, times, depth),
                GraphQLInlineFragment inline => Of(inline.SelectionSet, Named(inline.TypeCondition?.Type) ?? type, times, depth + 1),
                GraphQLFragmentSpread spread when depth < 50 && Fragment(spread) is { } fragment =>
                    Of(fragment.SelectionSet, Named(fragment.TypeCondition.Type) ?? type, times, depth + 1),
                _ => 0,
            };
        }

        return (int)Math.Min(sum, int.MaxValue);
    }

    private int Of(GraphQLField field, FieldType known, int times, int depth)
    {
        if (known.ResolvedType?.GetNamedType() is not { } type)
            return 0;
        var size = Multipliers.Select(name => Number(field, name)).OfType<int>().FirstOrDefault(-1);
        var inside = size < 0 ? times : (int)Math.Min((long)times * size, int.MaxValue / 2);
        var own = size >= 0 ? inside : type is IComplexGraphType complex && complex.HasField("id") ? times : 0;
        return (int)Math.Min((long)own + Of(field.SelectionSet, type, inside, depth), int.MaxValue);
    }

    private int? Number(GraphQLField field, string argument) => field.Arguments?.ValueFor(argument) switch
    {
        GraphQLIntValue number => int.Parse(number.Value.Span, System.Globalization.CultureInfo.InvariantCulture),
        GraphQLVariable variable when variables.TryGetValue((string)variable.Name.Value, out var value) && value is int number => number,
        _ => null,
    };

    private GraphQLFragmentDefinition? Fragment(GraphQLFragmentSpread spread) => document.Definitions.OfType<GraphQLFragmentDefinition>()
        .FirstOrDefault(fragment => fragment.FragmentName.Name.Value == spread.FragmentName.Name.Value);

    private IGraphType? Named(GraphQLNamedType? type) => type is null ? null : schema.AllTypes[type.Name.Value];
}
