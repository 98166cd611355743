using System.Net;
using System.Text;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.GraphQL;

[TestFixture]
internal sealed class CostlyDocuments : EndpointTest
{
    private static IEnumerable<TestCaseData> Refused()
    {
        yield return Case("Deep fields", Nested("next", 16), "QUERY_TOO_DEEP");
        yield return Case("Deep beyond the parser", Nested("next", 1000), "QUERY_TOO_DEEP");
        yield return Case("Deep by fragments", "{ node { ...F1 } }" + Chain(20, n => $"next {{ ...F{n + 1} }}", "id"), "QUERY_TOO_DEEP");
        yield return Case("Deep values", $"{{ echo(text: {new string('[', 500)}{new string(']', 500)}) }}", "QUERY_TOO_DEEP");
        yield return Case("Deep introspection", "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }", "QUERY_TOO_DEEP");
        yield return Case(
            "Deep introspection by fragments",
            "{ __type(name: \"Node\") { ...A } } fragment A on __Type { fields { type { ...B } } } fragment B on __Type { fields { type { ...C } } } fragment C on __Type { interfaces { name } }",
            "QUERY_TOO_DEEP");
        yield return Case("Wide", $"{{ node {{ {Repeat(501, _ => "id")} }} }}", "QUERY_TOO_WIDE");
        yield return Case("Wide in an operation that is not run", $"query A {{ __typename }} query B {{ node {{ {Repeat(501, _ => "id")} }} }}", "QUERY_TOO_WIDE", "A");
        yield return Case("Doubling fragments", "{ node { ...F1 } }" + Chain(30, n => $"...F{n + 1} ...F{n + 1}", "id"), "QUERY_TOO_WIDE");
        yield return Case("Doubling inline fragments", "{ node { ...F1 } }" + Chain(30, n => $"... on Node {{ ...F{n + 1} }} ... {{ ...F{n + 1} }}", "id"), "QUERY_TOO_WIDE");
        yield return Case("Aliases", $"{{ {Repeat(31, n => $"a{n}: echo(text: \"\")")} }}", "QUERY_TOO_WIDE");
        yield return Case("Fields that differ in their arguments", $"{{ {Repeat(61, n => $"echo(text: \"{n}\")")} }}", "QUERY_TOO_WIDE");
        yield return Case("Fragments", "{ node { ...F1 } }" + Chain(101, n => $"...F{n + 1}", "id"), "QUERY_TOO_WIDE");
        yield return Case("Lists in lists", "{ nodes { below { below { below { id } } } } }", "QUERY_TOO_COMPLEX");
        yield return Case(
            "Lists in lists by fragments",
            "{ nodes { ...A } } fragment A on Node { below { ...B } } fragment B on Node { below { ... { below { id } } } }",
            "QUERY_TOO_COMPLEX");
        yield return Case("Long", $"{{ __typename }} #{new string('x', 20_000)}", "DOCUMENT_TOO_LONG");
    }

    private static IEnumerable<TestCaseData> Answered()
    {
        yield return new TestCaseData(Nested("next", 15)).SetArgDisplayNames("As deep as allowed");
        yield return new TestCaseData($"{{ node {{ {Repeat(499, _ => "id")} }} }}").SetArgDisplayNames("As wide as allowed");
        yield return new TestCaseData($"{{ {Repeat(30, n => $"a{n}: echo(text: \"\")")} }}").SetArgDisplayNames("As many aliases as allowed");
        yield return new TestCaseData($"{{ {Repeat(60, _ => "echo(text: \"\")")} }}").SetArgDisplayNames("As many arguments as allowed");
        yield return new TestCaseData("{ node { ...F1 } }" + Chain(100, n => $"...F{n + 1}", "id")).SetArgDisplayNames("As many fragments as allowed");
        yield return new TestCaseData("{ nodes { below { below { id } } } }").SetArgDisplayNames("Two lists in a list");
    }

    [TestCaseSource(nameof(Refused))]
    public async Task Are_refused(string query, string code, string? operationName)
    {
        var reply = await Host.QueryAsync(query, operationName: operationName, accept: "application/graphql-response+json");

        Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(reply.Code, Is.EqualTo(code));
        Assert.That(reply.HasData, Is.False);
    }

    [TestCaseSource(nameof(Answered))]
    public async Task Are_answered_up_to_the_limit(string query)
    {
        var reply = await Host.QueryAsync(query);

        Assert.That(reply.Errors, Is.Empty);
        Assert.That(reply.HasData, Is.True);
    }

    [Test]
    public async Task Do_not_include_the_introspection_of_common_tools()
    {
        var reply = await Host.QueryAsync(IntrospectionQuery.Text);

        Assert.That(reply.Errors, Is.Empty);
        Assert.That(reply.Data.GetProperty("__schema").GetProperty("types").GetArrayLength(), Is.GreaterThan(5));
    }

    [Test]
    public async Task Get_no_more_errors_than_useful()
    {
        var reply = await Host.QueryAsync($"{{ {Repeat(400, n => $"nope{n}")} }}");

        Assert.That(reply.Errors, Has.Count.EqualTo(20));
    }

    [Test]
    public async Task Are_not_quoted_at_length()
    {
        var reply = await Host.QueryAsync($"{{ echo(text: [\"{new string('x', 10_000)}\"]) }}");

        Assert.That(reply.Code, Is.EqualTo("VALIDATION_FAILED"));
        Assert.That(reply.Errors[0].GetProperty("message").GetString(), Has.Length.LessThan(600));
        Assert.That(reply.Errors[0].GetProperty("locations").GetArrayLength(), Is.EqualTo(1));
    }

    private static TestCaseData Case(string name, string query, string code, string? operationName = null) =>
        new TestCaseData(query, code, operationName).SetArgDisplayNames(name);

    private static string Repeat(int times, Func<int, string> text) => string.Join(' ', Enumerable.Range(1, times).Select(text));

    private static string Nested(string field, int levels) =>
        new StringBuilder("{ node { ").Insert("{ node { ".Length, $"{field} {{ ", levels - 1).Append("id ").Append('}', levels + 1).ToString();

    /// <summary>Fragments F1 to Fn on Node, each with what it says about its number, the last one with the end.</summary>
    private static string Chain(int length, Func<int, string> link, string end) =>
        string.Concat(Enumerable.Range(1, length).Select(n => $" fragment F{n} on Node {{ {(n == length ? end : link(n))} }}"));
}
