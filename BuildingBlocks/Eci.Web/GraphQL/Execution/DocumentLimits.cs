using Eci.Web.GraphQL.Http;
using GraphQLParser.AST;

namespace Eci.Web.GraphQL.Execution;

/// <summary>
/// Refuses documents whose size alone makes them costly. Runs before validation, whose effort grows with the square of the selections.
/// </summary>
internal sealed class DocumentLimits(GraphQLOptions limits)
{
    /// <summary>As in GraphQL's reference implementation: deeper is only asked for to cause work.</summary>
    private const int MostIntrospectionLists = 2;

    /// <summary>Why the document is refused, or null.</summary>
    public Refusal? Check(GraphQLDocument document, GraphQLOperationDefinition operation)
    {
        var written = Written.Of(document);
        if (written.Selections > limits.MaxSelections)
            return TooWide(limits.MaxSelections, "selections");
        if (written.Aliases > limits.MaxAliases)
            return TooWide(limits.MaxAliases, "aliases");
        if (written.WithArguments > limits.MaxFieldsWithArguments)
            return TooWide(limits.MaxFieldsWithArguments, "fields with arguments");
        if (document.Definitions.Count(d => d is GraphQLFragmentDefinition) > limits.MaxFragments)
            return TooWide(limits.MaxFragments, "fragments");

        var size = DocumentSize.Of(operation, document);
        if (size.Depth > limits.MaxDepth)
            return TooDeep($"The fields are nested more than {limits.MaxDepth} deep.");
        if (size.IntrospectionLists > MostIntrospectionLists)
            return TooDeep("The introspection is nested too deep.");
        return size.Selections > limits.MaxSelections ? TooWide(limits.MaxSelections, "selections") : null;
    }

    private static Refusal TooWide(int most, string things) =>
        Refusal.OfDocument(GraphQLErrorCodes.QueryTooWide, $"The document has more than {most} {things}.");

    private static Refusal TooDeep(string message) => Refusal.OfDocument(GraphQLErrorCodes.QueryTooDeep, message);

    /// <summary>What stands in the document, used or not.</summary>
    private sealed record Written(int Selections, int Aliases, int WithArguments)
    {
        public static Written Of(GraphQLDocument document)
        {
            var sum = new Written(0, 0, 0);
            foreach (var definition in document.Definitions.OfType<IHasSelectionSetNode>())
                sum = sum.And(Of(definition.SelectionSet));
            return sum;
        }

        private static Written Of(GraphQLSelectionSet? selections)
        {
            var sum = new Written(0, 0, 0);
            foreach (var selection in selections?.Selections ?? [])
            {
                sum = sum.And(Of(selection as GraphQLField));
                if (selection is IHasSelectionSetNode parent)
                    sum = sum.And(Of(parent.SelectionSet));
            }

            return sum;
        }

        private static Written Of(GraphQLField? field) => new(1, field?.Alias is null ? 0 : 1, field?.Arguments is null ? 0 : 1);

        private Written And(Written other) =>
            new(Selections + other.Selections, Aliases + other.Aliases, WithArguments + other.WithArguments);
    }
}
