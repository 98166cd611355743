using GraphQL.Types;

namespace Eci.Web.GraphQL;

/// <summary>The schema while it is put together.</summary>
public sealed class GraphQLComposition
{
    private readonly EciSchema _schema;

    internal GraphQLComposition(EciSchema schema)
    {
        _schema = schema;
        Query = new ObjectGraphType { Name = "Query", Description = "What can be read. A key sees its tenant only." };
        schema.Query = Query;
    }

    /// <summary>Fields that read.</summary>
    public ObjectGraphType Query { get; }

    /// <summary>Fields that change something. The type exists once somebody asks for it.</summary>
    public ObjectGraphType Mutation
    {
        get
        {
            if (_schema.Mutation is ObjectGraphType mutation)
                return mutation;
            mutation = new ObjectGraphType { Name = "Mutation", Description = "What can be changed. Each field answers with what it changed." };
            _schema.Mutation = mutation;
            return mutation;
        }
    }

    /// <summary>Fields that tell of changes as they happen. The type exists once somebody asks for it.</summary>
    public ObjectGraphType Subscription
    {
        get
        {
            if (_schema.Subscription is ObjectGraphType subscription)
                return subscription;
            subscription = new ObjectGraphType { Name = "SubscriptionRoot", Description = "What can be listened to, by server-sent events." };
            _schema.Subscription = subscription;
            return subscription;
        }
    }

    /// <summary>Adds a type that no field names, for example an implementation of an interface.</summary>
    public void AddType<T>()
        where T : class, IGraphType => _schema.RegisterType(typeof(T));

    /// <summary>Lets fields of the CLR type <typeparamref name="TClr"/> use the graph type without naming it.</summary>
    public void Map<TClr, TGraph>()
        where TGraph : class, IGraphType => _schema.RegisterTypeMapping(typeof(TClr), typeof(TGraph));
}
