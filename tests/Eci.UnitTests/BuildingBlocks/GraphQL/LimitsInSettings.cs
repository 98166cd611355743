using Eci.Web.GraphQL;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.GraphQL;

[TestFixture]
internal sealed class LimitsInSettings
{
    [Test]
    public void Are_read()
    {
        Assert.That(Read(("MaxDepth", "7"), ("Timeout", "00:00:05")), Has.Property(nameof(GraphQLOptions.MaxDepth)).EqualTo(7)
            .And.Property(nameof(GraphQLOptions.Timeout)).EqualTo(TimeSpan.FromSeconds(5)));
    }

    [TestCase("MaxDepth", "0")]
    [TestCase("MaxBodyBytes", "10")]
    [TestCase("Timeout", "00:00:00")]
    [TestCase("CachedDocumentCharacters", "-1")]
    public void Are_refused_with_the_name_of_the_key(string key, string value)
    {
        Assert.That(() => Read((key, value)), Throws.InstanceOf<OptionsValidationException>().With.Message.Contains($"Eci:GraphQL:{key}"));
    }

    private static GraphQLOptions Read(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"Eci:GraphQL:{s.Key}", (string?)s.Value)))
            .Build();
        using var services = new ServiceCollection().AddEciGraphQL(configuration).BuildServiceProvider();
        return services.GetRequiredService<IOptions<GraphQLOptions>>().Value;
    }
}
