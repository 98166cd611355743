using GraphQLParser.AST;

namespace Eci.Web.GraphQL.Execution;

/// <summary>Finding one's way in a parsed document.</summary>
internal static class DocumentNavigation
{
    /// <summary>The fragment that a spread names; null when the document does not define it.</summary>
    public static GraphQLFragmentDefinition? FragmentOf(this GraphQLDocument document, GraphQLFragmentSpread spread)
    {
        foreach (var definition in document.Definitions)
        {
            if (definition is GraphQLFragmentDefinition fragment && fragment.FragmentName.Name == spread.FragmentName.Name)
                return fragment;
        }

        return null;
    }
}
