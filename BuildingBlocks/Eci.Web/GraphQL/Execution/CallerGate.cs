using GraphQL.Types;
using GraphQLParser.AST;
using Microsoft.Extensions.Hosting;

namespace Eci.Web.GraphQL.Execution;

/// <summary>
/// Decides what is answered without an API key: <c>__typename</c> everywhere, introspection and fields marked as open in Development.
/// Runs before validation, whose messages would tell strangers about the schema.
/// </summary>
internal sealed class CallerGate(OperationPreparer preparer, IHostEnvironment environment)
{
    public bool IsOpen(PreparedOperation operation) =>
        IsOpen(operation.Operation.SelectionSet, preparer.RootOf(operation.Operation)!, operation.Document, []);

    private bool IsOpen(GraphQLSelectionSet selections, IObjectGraphType root, GraphQLDocument document, HashSet<GraphQLFragmentDefinition> seen) =>
        selections.Selections.All(selection => selection switch
        {
            GraphQLField field => IsOpen(field.Name.StringValue, root),
            GraphQLInlineFragment inline => IsOpen(inline.SelectionSet, root, document, seen),
            GraphQLFragmentSpread spread => document.FragmentOf(spread) is not { } fragment
                || !seen.Add(fragment)
                || IsOpen(fragment.SelectionSet, root, document, seen),
            _ => false,
        });

    private bool IsOpen(string field, IObjectGraphType root) => field switch
    {
        "__typename" => true,
        _ when !environment.IsDevelopment() => false,
        "__schema" or "__type" => true,
        _ => root.GetField(field) is not { } known || FieldAccess.IsOpenInDevelopment(known),
    };
}
