using Eci.ArchitectureTests.Rules;
using Eci.Web.GraphQL;
using Eci.Web.GraphQL.Connections;
using GraphQL.Types;
using NUnit.Framework;

namespace Eci.ArchitectureTests.GraphQL;

[TestFixture]
internal sealed class SchemaRuleTests
{
    [Test]
    public void Report_a_type_without_description() =>
        Assert.That(SchemaRules.TypesHaveDescriptions(Sample()), Is.EquivalentTo(["Query has no description", "Thing has no description"]));

    [Test]
    public void Report_a_root_field_without_description() =>
        Assert.That(SchemaRules.RootFieldsHaveDescriptions(Sample()), Is.EqualTo(["Query.things has no description"]));

    [Test]
    public void Report_a_root_field_without_scope() =>
        Assert.That(SchemaRules.RootFieldsHaveScopes(Sample(), ["Query.some"]), Is.EqualTo(["Query.things needs no scope"]));

    [Test]
    public void Report_a_list_without_bound() =>
        Assert.That(SchemaRules.ListsAreBounded(Sample(), ["Thing.few"]), Is.EqualTo(["Query.things is a list without bound"]));

    [Test]
    public void Report_an_exception_that_nobody_needs() =>
        Assert.That(SchemaRules.ExceptionsAreNeeded(Sample(), ["Query.some", "Query.gone"]), Is.EqualTo(["Query.gone"]));

    private static Schema Sample()
    {
        var query = new ObjectGraphType { Name = "Query" };
        query.Field<ListGraphType<ThingType>>("things");
        query.Field<ListGraphType<ThingType>>("some").Description("Some of them.").Argument<IntGraphType>("first");
        query.Field<NonNullGraphType<StringGraphType>>("name").Description("Its name.").RequireScope("read:things");
        var schema = new Schema { Query = query };
        schema.Initialize();
        return schema;
    }

    private sealed class ThingType : ObjectGraphType
    {
        public ThingType()
        {
            Name = "Thing";
            Field<NonNullGraphType<ListGraphType<NonNullGraphType<ThingType>>>>("few");
            Field<ListGraphType<StringGraphType>>("words");
            Field<ListGraphType<ThingType>>("page").OnePage();
        }
    }
}
