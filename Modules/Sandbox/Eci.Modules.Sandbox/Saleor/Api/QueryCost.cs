using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Eci.Modules.Sandbox.Saleor.Api;

/// <summary>
/// What a query costs: a list field costs its items, every field with an id inside is counted once for each item of the pages around it.
/// Saleor weighs some fields differently, which only moves the limit a little. Only documents that are valid can be counted.
/// </summary>
internal sealed class QueryCost(ISchema schema, GraphQLDocument document, GraphQLOperationDefinition operation, Inputs variables)
{
    private static readonly string[] Multipliers = ["first", "last"];

    public int Total()
    {
        var root = operation.Operation switch
        {
            OperationType.Query => schema.Query,
            OperationType.Mutation => schema.Mutation,
            _ => schema.Subscription,
        };
        return root is null ? 0 : Of(operation.SelectionSet, root, 1);
    }

    private int Of(GraphQLSelectionSet? selection, IGraphType type, int times)
    {
        var sum = 0L;
        foreach (var node in selection?.Selections ?? [])
        {
            sum += node switch
            {
                GraphQLField field when (type as IComplexGraphType)?.GetField(field.Name.Value) is { } known => Of(field, known, times),
                GraphQLInlineFragment inline => Of(inline.SelectionSet, Named(inline.TypeCondition?.Type) ?? type, times),
                GraphQLFragmentSpread spread when Fragment(spread) is { } fragment =>
                    Of(fragment.SelectionSet, Named(fragment.TypeCondition.Type) ?? type, times),
                _ => 0,
            };
        }

        return (int)Math.Min(sum, int.MaxValue);
    }

    private int Of(GraphQLField field, FieldType known, int times)
    {
        if (known.ResolvedType?.GetNamedType() is not { } type)
            return 0;
        var size = Multipliers.Select(name => Number(field, name)).FirstOrDefault(number => number is not null);
        var inside = size is { } items ? (int)Math.Min((long)times * Math.Max(0, items), int.MaxValue / 2) : times;
        var own = size is not null ? inside : type is IComplexGraphType complex && complex.HasField("id") ? times : 0;
        return (int)Math.Min((long)own + Of(field.SelectionSet, type, inside), int.MaxValue);
    }

    private int? Number(GraphQLField field, string argument) => field.Arguments?.ValueFor(argument) switch
    {
        GraphQLVariable variable when variables.TryGetValue((string)variable.Name.Value, out var value) => value as int?,
        GraphQLVariable variable => Literal(operation.Variables?.Items.Find(known => known.Variable.Name.Value == variable.Name.Value)?.DefaultValue),
        var value => Literal(value),
    };

    private static int? Literal(GraphQLValue? value) =>
        value is GraphQLIntValue number ? int.Parse(number.Value.Span, System.Globalization.CultureInfo.InvariantCulture) : null;

    private GraphQLFragmentDefinition? Fragment(GraphQLFragmentSpread spread) => document.Definitions.OfType<GraphQLFragmentDefinition>()
        .FirstOrDefault(fragment => fragment.FragmentName.Name.Value == spread.FragmentName.Name.Value);

    private IGraphType? Named(GraphQLNamedType? type) => type is null ? null : schema.AllTypes[type.Name.Value];
}
