using GraphQLParser.AST;

namespace Eci.Web.GraphQL.Execution;

/// <summary>How large a selection is, with its fragments spread out. Needs no schema, so it is known before anything costly happens.</summary>
/// <param name="Depth">Longest chain of nested fields.</param>
/// <param name="Selections">Fields, spreads and inline fragments; stops growing at <see cref="Ceiling"/>.</param>
/// <param name="IntrospectionLists">Longest chain of nested fields that list parts of the schema.</param>
internal sealed record DocumentSize(int Depth, int Selections, int IntrospectionLists)
{
    /// <summary>Far above every limit, far below overflow.</summary>
    public const int Ceiling = 1_000_000;

    private static DocumentSize Nothing { get; } = new(0, 0, 0);

    private static DocumentSize One { get; } = new(0, 1, 0);

    /// <summary>This beside that.</summary>
    public DocumentSize And(DocumentSize other) => new(
        Math.Max(Depth, other.Depth),
        Math.Min(Ceiling, Selections + other.Selections),
        Math.Max(IntrospectionLists, other.IntrospectionLists));

    /// <summary>Measures the selections of an operation. Circular fragments count once: validation refuses them later.</summary>
    public static DocumentSize Of(GraphQLOperationDefinition operation, GraphQLDocument document) =>
        new Measure(document).Of(operation.SelectionSet, insideSchema: false);

    private sealed class Measure(GraphQLDocument document)
    {
        private readonly Dictionary<(GraphQLFragmentDefinition Fragment, bool InsideSchema), DocumentSize> _fragments = [];

        public DocumentSize Of(GraphQLSelectionSet? selections, bool insideSchema)
        {
            var size = Nothing;
            foreach (var selection in selections?.Selections ?? [])
                size = size.And(Of(selection, insideSchema));
            return size;
        }

        private DocumentSize Of(ASTNode selection, bool insideSchema)
        {
            switch (selection)
            {
                case GraphQLField field:
                    var name = field.Name.StringValue;
                    var below = Of(field.SelectionSet, insideSchema || name is "__schema" or "__type");
                    var lists = insideSchema && name is "fields" or "inputFields" or "interfaces" or "possibleTypes" ? 1 : 0;
                    return new DocumentSize(below.Depth + 1, Math.Min(Ceiling, below.Selections + 1), below.IntrospectionLists + lists);
                case GraphQLInlineFragment inline:
                    return Of(inline.SelectionSet, insideSchema).And(One);
                case GraphQLFragmentSpread spread when document.FragmentOf(spread) is { } fragment:
                    return Of(fragment, insideSchema).And(One);
                default:
                    return One;
            }
        }

        private DocumentSize Of(GraphQLFragmentDefinition fragment, bool insideSchema)
        {
            if (_fragments.TryGetValue((fragment, insideSchema), out var known))
                return known;
            _fragments[(fragment, insideSchema)] = Nothing;
            return _fragments[(fragment, insideSchema)] = Of(fragment.SelectionSet, insideSchema);
        }
    }
}
