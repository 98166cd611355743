using Eci.Modules.Sandbox.Saleor.Model;
using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.Sandbox.Saleor.Api;

/// <summary>A part of Saleor's schema, told from the types that serve it.</summary>
internal sealed class ShopSchema : Schema
{
    private ShopSchema(IServiceProvider services)
        : base(services)
    {
        RegisterTypeMapping(typeof(DateTimeOffset), typeof(DateTimeScalar));
        RegisterTypeMapping(typeof(DateOnly), typeof(DateScalar));
        RegisterTypeMapping(typeof(Guid), typeof(UuidScalar));
        RegisterTypeMapping(typeof(JsonText), typeof(JsonStringScalar));
        RegisterTypeMapping(typeof(MetadataMap), typeof(MetadataScalar));
        RegisterTypeMapping(typeof(decimal), typeof(PositiveDecimalScalar));
        RegisterTypeMapping(typeof(IDeliveryMethod), typeof(DeliveryMethodUnion));
        RegisterTypeMapping(typeof(IUserOrApp), typeof(UserOrAppUnion));
        Query = new AutoRegisteringObjectGraphType<Query>();
        Mutation = new AutoRegisteringObjectGraphType<Mutation>();
        foreach (var field in Mutation.Fields)
            RefuseOnDemand(field);
        Subscription = new Subscription();
        foreach (var happening in typeof(ShopEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ShopEvent)) && !type.IsAbstract))
            RegisterType(typeof(AutoRegisteringObjectGraphType<>).MakeGenericType(happening));
    }

    /// <summary>Lets a mutation answer what it is told to, without doing anything.</summary>
    private static void RefuseOnDemand(FieldType field)
    {
        var resolver = field.Resolver!;
        field.Resolver = new FuncFieldResolver<object>(context =>
        {
            if (context.Shop().Refusal is not { } refusal)
                return resolver.ResolveAsync(context);
            var answer = (IPayload)Activator.CreateInstance(context.FieldDefinition.ResolvedType!.GetType().GenericTypeArguments[0])!;
            answer.Refuse(refusal.Field, refusal.Message, refusal.Code);
            return ValueTask.FromResult<object?>(answer);
        });
    }

    public static ShopSchema Create()
    {
        var services = new ServiceCollection();
        services.AddGraphQL(builder => builder.AddAutoClrMappings().AddGraphTypes(typeof(ShopSchema).Assembly));
        var schema = new ShopSchema(services.BuildServiceProvider());
        schema.Initialize();
        return schema;
    }
}

internal sealed class DeliveryMethodUnion : UnionGraphType
{
    public DeliveryMethodUnion()
    {
        Name = "DeliveryMethod";
        Type<AutoRegisteringObjectGraphType<Warehouse>>();
        Type<AutoRegisteringObjectGraphType<ShippingMethod>>();
    }
}

internal sealed class UserOrAppUnion : UnionGraphType
{
    public UserOrAppUnion()
    {
        Name = "UserOrApp";
        Type<AutoRegisteringObjectGraphType<User>>();
        Type<AutoRegisteringObjectGraphType<App>>();
    }
}
