using Eci.ArchitectureTests.Model;
using Eci.ArchitectureTests.Rules;
using Eci.ArchitectureTests.Samples;
using Eci.Host;
using Eci.Messaging.Routing;
using NUnit.Framework;

namespace Eci.ArchitectureTests;

internal sealed class RouteTests
{
    private static readonly RouteTable Table = Routing.Build();

    private static readonly Topic<SampleMessage> Messages = new("sample.message");
    private static readonly Topic<SampleResult> Results = new("sample.result");
    private static readonly Topic<SampleResult> RecordedResults = new("sample.result", recorded: true);

    private static readonly Route Tidy = new(Messages, SampleModule.Tidy, "sample-tidy", Results);
    private static readonly Route Saving = new(Messages, SampleModule.Saving, "sample-saving", OnSuccess: null);

    [Test]
    public void Queues_have_one_subscriber() => Assert.That(RouteRules.QueuesHaveOneSubscriber(Table.Routes), Is.Empty);

    [Test]
    public void Reports_a_queue_with_two_subscribers() =>
        Assert.That(
            RouteRules.QueuesHaveOneSubscriber([Tidy, Saving with { Endpoint = Tidy.Endpoint }]),
            Is.EqualTo(["sample-tidy has TidyHandler and SavingHandler"]));

    [Test]
    public void Accepts_queues_of_their_own() => Assert.That(RouteRules.QueuesHaveOneSubscriber([Tidy, Saving]), Is.Empty);

    [Test]
    public void Topics_lead_somewhere() =>
        Assert.That(RouteRules.TopicsLeadSomewhere(Table.Topics, Table.Routes, []), Is.Empty);

    [Test]
    public void Reports_a_topic_that_nobody_reads() =>
        Assert.That(RouteRules.TopicsLeadSomewhere([Messages, Results], [Tidy], []), Is.EqualTo(["sample.result is neither read nor recorded"]));

    [Test]
    public void Accepts_a_topic_that_is_recorded_or_known_to_end() =>
        Assert.That(RouteRules.TopicsLeadSomewhere([Messages, RecordedResults, Results], [Tidy], [Results]), Is.Empty);

    [Test]
    public void Reports_an_ending_that_is_read_after_all() =>
        Assert.That(RouteRules.TopicsLeadSomewhere([Messages], [Tidy], [Messages]), Is.EqualTo(["sample.message is listed as an ending but is read"]));

    [Test]
    public void Published_types_have_topics() =>
        Assert.That(
            RouteRules.PublishedTypesHaveTopics([.. Repository.ProductAssemblies.SelectMany(assembly => assembly.GetTypes())], Table.Topics),
            Is.Empty);

    [Test]
    public void Reports_a_published_type_without_topic() =>
        Assert.That(
            RouteRules.PublishedTypesHaveTopics(typeof(SamplePublisher).Assembly.GetTypes(), [Messages]),
            Is.EqualTo([$"{typeof(SamplePublisher).FullName} publishes SampleResult, which has no topic"]));

    [Test]
    public void Accepts_published_types_with_topics() =>
        Assert.That(RouteRules.PublishedTypesHaveTopics([typeof(SamplePublisher)], [Messages, Results]), Is.Empty);

    [Test]
    public void Results_have_topics() => Assert.That(RouteRules.ResultsHaveTopics(Table.Routes), Is.Empty);

    [Test]
    public void Reports_a_result_that_is_dropped() =>
        Assert.That(RouteRules.ResultsHaveTopics([Tidy, Saving]), Is.EqualTo(["SavingHandler returns SampleResult, which sample-saving drops"]));

    [Test]
    public void Subscribers_are_routed() =>
        Assert.That(RouteRules.SubscribersAreRouted(Host.Modules.All.Select(module => module.GetType()), Table.Routes), Is.Empty);

    [Test]
    public void Reports_a_subscriber_that_nobody_routes() =>
        Assert.That(RouteRules.SubscribersAreRouted([typeof(SampleModule)], [Tidy]), Is.EqualTo(["SampleModule.Saving is not routed"]));
}
