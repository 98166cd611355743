using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace Eci.Web.GraphQL.Execution;

/// <summary>
/// Refuses an operation that asks for a field whose scope the caller lacks: as a whole and before it runs, since leaving one field out
/// would empty everything above it that must not be null. Fields that directives skip are not asked for.
/// </summary>
internal sealed class ScopeRule : ValidationRuleBase
{
    public override ValueTask<INodeVisitor?> GetPostNodeVisitorAsync(ValidationContext context)
    {
        if (!context.HasErrors)
        {
            var root = context.Operation.Operation switch
            {
                OperationType.Mutation => context.Schema.Mutation,
                OperationType.Subscription => context.Schema.Subscription,
                _ => context.Schema.Query,
            };
            new Walk(context).Visit(context.Operation.SelectionSet, root!);
        }

        return default;
    }

    private sealed class Walk(ValidationContext context)
    {
        private readonly HashSet<GraphQLFragmentDefinition> _fragments = [];
        private readonly HashSet<string> _reported = new(StringComparer.Ordinal);

        public void Visit(GraphQLSelectionSet? selections, IGraphType? parent)
        {
            foreach (var selection in selections?.Selections ?? [])
            {
                if (context.ShouldIncludeNode(selection))
                    Visit(selection, parent);
            }
        }

        private void Visit(ASTNode selection, IGraphType? parent)
        {
            switch (selection)
            {
                case GraphQLField field when (parent as IComplexGraphType)?.GetField(field.Name) is { } definition:
                    Check(field, definition, parent);
                    Visit(field.SelectionSet, definition.ResolvedType?.GetNamedType());
                    break;
                case GraphQLInlineFragment inline:
                    Visit(inline.SelectionSet, inline.TypeCondition is { } condition ? context.Schema.AllTypes[condition.Type.Name] : parent);
                    break;
                case GraphQLFragmentSpread spread
                    when context.Document.FragmentOf(spread) is { } fragment && _fragments.Add(fragment):
                    Visit(fragment.SelectionSet, context.Schema.AllTypes[fragment.TypeCondition.Type.Name]);
                    break;
            }
        }

        private void Check(GraphQLField field, FieldType definition, IGraphType parent)
        {
            var caller = ((CallerContext)context.UserContext).Caller;
            foreach (var scope in FieldAccess.ScopesOf(definition))
            {
                if (caller?.May(scope) is not true && _reported.Add(scope))
                    context.ReportError(new ScopeMissingError(context, field, $"{parent.Name}.{definition.Name}", scope));
            }
        }
    }
}

/// <summary>The caller lacks a scope.</summary>
internal sealed class ScopeMissingError : ValidationError
{
    public ScopeMissingError(ValidationContext context, GraphQLField node, string field, string scope)
        : base(context.Document.Source, number: null!, $"'{field}' needs the scope '{scope}', which the caller does not have.", node)
    {
        Code = GraphQLErrorCodes.Forbidden;
        Extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["scope"] = scope };
    }
}
