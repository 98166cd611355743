using System.Collections.Concurrent;
using Eci.Testing.Servers;
using GraphQL.Resolvers;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;

namespace Eci.UnitTests.Modules.Saleor;

/// <summary>Saleor's schema, in the oldest and the newest version that the hub supports.</summary>
internal static class SaleorContract
{
    public const string Oldest = "schema-3.20.0.graphql";
    public const string Newest = "schema.graphql";

    private static readonly SourceStreamResolver<object> Nothing = new(_ => (IObservable<object?>)null!);

    private static readonly ConcurrentDictionary<string, Lazy<ISchema>> Schemas = new(StringComparer.Ordinal);

    /// <summary>Text of a file of the contract; ignores the running test when it is not there.</summary>
    public static string Read(string file) => File.ReadAllText(Path.Combine(ContractsFolder.Find("saleor"), file));

    /// <summary>The values of an enum in the newest version.</summary>
    public static IEnumerable<string> ValuesOf(string type) => ((EnumerationGraphType)Schema(Newest).AllTypes[type]!).Values.Select(value => value.Name);

    /// <summary>A version of the schema; each is parsed once.</summary>
    public static ISchema Schema(string file)
    {
        var path = Path.Combine(ContractsFolder.Find("saleor"), file);
        return Schemas.GetOrAdd(path, p => new Lazy<ISchema>(() => Build(File.ReadAllText(p)))).Value;
    }

    /// <summary>Nothing is executed: which type a value has is never asked, and scalars of Saleor's own take any value.</summary>
    private static Schema Build(string definitions)
    {
        var types = Parser.Parse(definitions).Definitions.OfType<GraphQLTypeDefinition>().ToList();
        var schema = GraphQL.Types.Schema.For(definitions, builder =>
        {
            foreach (var type in types.Where(type => type is GraphQLUnionTypeDefinition or GraphQLInterfaceTypeDefinition))
                builder.Types.For(type.Name.StringValue).ResolveType = _ => null!;
            var subscription = types.OfType<GraphQLObjectTypeDefinition>().Single(type => type.Name.Value == "Subscription");
            foreach (var field in subscription.Fields!)
                builder.Types.For("Subscription").FieldFor(field.Name.StringValue).StreamResolver = Nothing;
        });
        foreach (var scalar in types.OfType<GraphQLScalarTypeDefinition>())
            schema.RegisterType(new AnyScalar { Name = scalar.Name.StringValue });
        schema.Initialize();
        return schema;
    }

    private sealed class AnyScalar : ScalarGraphType
    {
        public override object? ParseValue(object? value) => value;

        public override bool CanParseLiteral(GraphQLValue value) => true;

        public override bool CanParseValue(object? value) => true;
    }
}
