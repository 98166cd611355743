using Eci.Web.GraphQL;
using Eci.Web.GraphQL.Execution;
using GraphQLParser;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.GraphQL;

[TestFixture]
internal sealed class ParsedDocuments : EndpointTest
{
    [Test]
    public async Task Are_kept_once_they_ran_for_a_caller_with_a_key()
    {
        var cache = Host.Services.GetRequiredService<DocumentCache>();

        await Host.QueryAsync("{ tenant }");
        await Host.QueryAsync("{ __typename }", key: null);
        await Host.QueryAsync("{ nope }");

        Assert.That(cache.Find("{ tenant }"), Is.Not.Null);
        Assert.That(cache.Find("{ __typename }"), Is.Null, "ran without a key");
        Assert.That(cache.Find("{ nope }"), Is.Null, "did not run");
    }

    [Test]
    public async Task Answer_again_with_other_variables()
    {
        const string Query = "query($t: String!) { echo(text: $t) }";

        var answers = new List<string?>();
        foreach (var text in (string[])["a", "b", "c"])
            answers.Add((await Host.QueryAsync(Query, new { t = text })).Data.GetProperty("echo").GetString());

        Assert.That(answers, Is.EqualTo(new[] { "a", "b", "c" }));
    }

    [Test]
    public void Never_take_more_room_than_allowed()
    {
        using var cache = new DocumentCache(Options.Create(new GraphQLOptions { CachedDocumentCharacters = 200 }));
        var texts = Enumerable.Range(10, 90).Select(n => $"{{ field{n} }}").ToList();

        foreach (var text in texts)
            cache.Keep(text, Parser.Parse(text));

        Assert.That(texts.Where(t => cache.Find(t) is not null).Sum(t => t.Length), Is.InRange(1, 200));
    }
}
