using System.Reflection;
using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;

namespace Eci.Modules.Sandbox.Saleor.Api;

/// <summary>One of these permissions is needed to see the field or to run the mutation.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method)]
internal sealed class NeedsAttribute(params string[] permissions) : GraphQLAttribute
{
    /// <summary>Where the schema keeps the permissions of a field.</summary>
    public const string Metadata = "permissions";

    public override void Modify(FieldType fieldType, bool isInputType, IGraphType graphType, MemberInfo memberInfo, ref bool ignore)
    {
        fieldType.WithMetadata(Metadata, permissions);
        var resolver = fieldType.Resolver!;
        fieldType.Resolver = new FuncFieldResolver<object>(context =>
        {
            context.Shop().Demand(permissions);
            return resolver.ResolveAsync(context);
        });
    }
}
