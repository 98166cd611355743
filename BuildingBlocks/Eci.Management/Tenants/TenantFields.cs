using Eci.Core;
using Eci.Management.GraphQL;
using Eci.Web.GraphQL;
using Eci.Web.GraphQL.Connections;
using Eci.Web.Security;
using GraphQL;
using GraphQL.Types;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Management.Tenants;

/// <summary>What GraphQL can ask and change about tenants.</summary>
internal sealed class TenantFields : IGraphQLContribution
{
    private const string Id = "id";

    public void Contribute(GraphQLComposition schema)
    {
        schema.Query.Field<TenantType>("tenant")
            .Description("The tenant of the caller.")
            .ResolveAsync(async c => await OwnAsync(c));
        schema.Query.Connection<TenantType, Tenant>("tenants", new ConnectionSource<Tenant>(
                c => c.Rows<Tenant>(),
                SortKey.By<Tenant, string>("ID", tenant => tenant.Id),
                [SortKey.By<Tenant, DateTimeOffset>("CREATED_AT", tenant => tenant.CreatedAt), SortKey.By<Tenant, string>("NAME", tenant => tenant.Name)]))
            .Description("Every tenant of the hub.")
            .RequireScope(Scopes.ManageTenants)
            .WithoutTenant();
        schema.Mutation.Field<NonNullGraphType<CreatedTenantType>>("createTenant")
            .Description("Creates a tenant with a subscription and its first API key, which is shown now and never again.")
            .Argument<NonNullGraphType<CreateTenantInputType>>(InputValues.Argument)
            .RequireScope(Scopes.ManageTenants)
            .WithoutTenant()
            .ResolveAsync(CreateAsync);
        schema.Mutation.Field<NonNullGraphType<TenantType>>("updateTenant")
            .Description("Gives a tenant another name.")
            .Argument<NonNullGraphType<UpdateTenantInputType>>(InputValues.Argument)
            .RequireScope(Scopes.ManageTenants)
            .WithoutTenant()
            .ResolveAsync(UpdateAsync);
    }

    private static Task<Tenant?> OwnAsync(IResolveFieldContext context)
    {
        var id = context.Service<TenantScope>().TenantId;
        return context.Rows<Tenant>().SingleOrDefaultAsync(tenant => tenant.Id == id, context.CancellationToken);
    }

    private static Task<object?> CreateAsync(IResolveFieldContext<object?> context)
    {
        var input = InputValues.Of(context);
        var tenant = new NewTenant(
            input.Text(CreateTenantInputType.TenantName),
            input.Time(CreateTenantInputType.PaidUntil),
            input.Text(CreateTenantInputType.KeyName),
            input.Texts(CreateTenantInputType.KeyScopes));
        return Answers.OrErrorAsync(() => context.Service<TenantService>().CreateAsync(tenant, context.CancellationToken));
    }

    private static Task<object?> UpdateAsync(IResolveFieldContext<object?> context)
    {
        var input = InputValues.Of(context);
        return Answers.OrErrorAsync(() => context.Service<TenantService>().RenameAsync(
            input.Text(Id) ?? context.Service<TenantScope>().TenantId ?? throw TenantService.Unknown(),
            input.Text(CreateTenantInputType.TenantName),
            context.CancellationToken));
    }
}

internal sealed class TenantType : ObjectGraphType<Tenant>
{
    public TenantType()
    {
        Name = "Tenant";
        Description = "A shop or company that uses the hub.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source.Id);
        Field<string>("name").Description("Unique.").Resolve(c => c.Source.Name);
        Field<DateTimeOffset>("createdAt").Resolve(c => c.Source.CreatedAt);
        Field<DateTimeOffset>("updatedAt").Resolve(c => c.Source.UpdatedAt);
    }
}

internal sealed class CreatedTenantType : ObjectGraphType<CreatedTenant>
{
    public CreatedTenantType()
    {
        Name = "CreatedTenant";
        Description = "A tenant and what is told only once.";
        Field<NonNullGraphType<TenantType>>("tenant").Resolve(c => c.Source.Tenant);
        Field<NonNullGraphType<IdGraphType>>("subscriptionId").Description("Its first subscription.").Resolve(c => c.Source.Subscription.Id);
        Field<UtcDateTimeGraphType>("paidUntil").Description("Until when that is paid; null: not yet.").Resolve(c => c.Source.Subscription.PaidUntil);
        Field<NonNullGraphType<IdGraphType>>("keyId").Description("Its first API key.").Resolve(c => c.Source.Key.Id);
        Field<string>("key").Description("The key itself: shown now and never again.").Resolve(c => c.Source.Secret);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<StringGraphType>>>>("keyScopes").Description("What the key may do.").Resolve(c => c.Source.Key.Scopes.Split(' '));
    }
}

internal sealed class CreateTenantInputType : InputObjectGraphType
{
    public const string TenantName = "name";
    public const string PaidUntil = "paidUntil";
    public const string KeyName = "keyName";
    public const string KeyScopes = "keyScopes";

    public CreateTenantInputType()
    {
        Name = "CreateTenantInput";
        Field<NonNullGraphType<StringGraphType>>(TenantName).Description("Unique.");
        Field<UtcDateTimeGraphType>(PaidUntil).Description("End of what its first subscription pays. Nothing is paid yet when left out.");
        Field<StringGraphType>(KeyName).Description("Name of its first API key.");
        Field<ListGraphType<NonNullGraphType<StringGraphType>>>(KeyScopes).Description("What that key may do; everything a tenant's key may when left out.");
    }
}

internal sealed class UpdateTenantInputType : InputObjectGraphType
{
    public UpdateTenantInputType()
    {
        Name = "UpdateTenantInput";
        Field<IdGraphType>("id").Description("The tenant that the request chose when left out.");
        Field<NonNullGraphType<StringGraphType>>("name").Description("Unique.");
    }
}

internal static class TenantRegistration
{
    public static IServiceCollection AddTenants(this IServiceCollection services) =>
        services.AddScoped<TenantService>().AddGraphQLContribution<TenantFields>();
}
