using GraphQL.Types;
using GraphQLParser.AST;
using Microsoft.Extensions.Hosting;

namespace Eci.Web.GraphQL.Execution;

/// <summary>
/// Decides what is answered without credentials (<c>__typename</c> everywhere, introspection and fields marked as open in Development)
/// and without a tenant. Runs before validation, whose messages would tell strangers about the schema.
/// </summary>
internal sealed class CallerGate(OperationPreparer preparer, IHostEnvironment environment)
{
    /// <summary>True when nobody has to say who asks.</summary>
    public bool IsOpen(PreparedOperation operation) => All(operation, IsOpen);

    /// <summary>True when the operation concerns no single tenant. What does not exist is left to validation.</summary>
    public bool NeedsNoTenant(PreparedOperation operation) => All(
        operation, (name, root) => name.StartsWith("__", StringComparison.Ordinal) || root.GetField(name) is not { } known || FieldAccess.NeedsNoTenant(known));

    private bool All(PreparedOperation operation, Func<string, IObjectGraphType, bool> condition) =>
        All(operation.Operation.SelectionSet, operation.Document, [], name => condition(name, preparer.RootOf(operation.Operation)!));

    private static bool All(
        GraphQLSelectionSet selections, GraphQLDocument document, HashSet<GraphQLFragmentDefinition> seen, Func<string, bool> condition) =>
        selections.Selections.All(selection => selection switch
        {
            GraphQLField field => condition(field.Name.StringValue),
            GraphQLInlineFragment inline => All(inline.SelectionSet, document, seen, condition),
            GraphQLFragmentSpread spread => document.FragmentOf(spread) is not { } fragment
                || !seen.Add(fragment)
                || All(fragment.SelectionSet, document, seen, condition),
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
