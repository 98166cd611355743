using GraphQL;
using GraphQL.MicrosoftDI;
using GraphQL.Types;
using GraphQL.Utilities;

namespace Eci.Web.GraphQL;

/// <summary>The one schema, put together from every <see cref="IGraphQLContribution"/>. A singleton.</summary>
public sealed class EciSchema : Schema
{
    public EciSchema(IServiceProvider services, IEnumerable<IGraphQLContribution> contributions)
        : base(new SelfActivatingServiceProvider(services))
    {
        ArgumentNullException.ThrowIfNull(contributions);
        NameConverter = global::GraphQL.Conversion.CamelCaseNameConverter.Instance;
        this.RegisterTypeMapping<DateTimeOffset, UtcDateTimeGraphType>();
        this.RegisterTypeMapping<decimal, ExactDecimalGraphType>();
        var composition = new GraphQLComposition(this);
        foreach (var contribution in contributions)
            contribution.Contribute(composition);
    }

    /// <summary>The schema in GraphQL's own language, sorted by name. Builds and checks it when that has not happened yet.</summary>
    public string ToSdl()
    {
        Initialize();
        return this.Print(new PrintOptions { StringComparison = StringComparison.Ordinal });
    }
}
