using Eci.Messaging.Routing;
using MassTransit;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Messaging;

[TestFixture]
internal sealed class Routing_tables
{
    private static readonly Topic<Ordered> Orders = new("orders");
    private static readonly Topic<Paid> Payments = new("payments");

    private static readonly HandlerRef<Ordered, Paid> Pay = HandlerRef<Ordered, Paid>.To<PayHandler>("shop");
    private static readonly HandlerRef<Ordered, Paid> PayAgain = HandlerRef<Ordered, Paid>.To<PayHandler>("shop");

    [Test]
    public void Know_who_reads_what()
    {
        var builder = new RouteTableBuilder([Orders, Payments]);
        builder.From(Orders).To(Pay, "pay").OnSuccess(Payments);
        builder.From(Orders).To(new ConsumerRef<Ordered>("books", typeof(PayHandler)), "orders");
        var table = builder.Build();
        Assert.Multiple(() =>
        {
            Assert.That(table.TopicOf(typeof(Ordered)), Is.SameAs(Orders));
            Assert.That(table.TopicOf(typeof(string)), Is.Null);
            Assert.That(table.EndpointsOf(typeof(Ordered)), Is.EqualTo((string[])["shop-pay", "books-orders"]));
            Assert.That(table.EndpointsOf(typeof(Paid)), Is.Empty);
            Assert.That(table.EndpointsOf(typeof(string)), Is.Empty);
            Assert.That(table.Routes.Select(r => r.OnSuccess), Is.EqualTo((Topic?[])[Payments, null]));
            Assert.That(table.TryGetEndpoint("shop-pay", out var endpoint), Is.True);
            Assert.That(endpoint!.Topics, Is.EqualTo((Topic[])[Orders]));
            Assert.That(table.TryGetEndpoint("shop-none", out _), Is.False);
        });
    }

    [Test]
    public void Do_not_take_a_topic_name_twice() => Rejects(
        "Topic name 'orders' is used twice.",
        [Orders, new Topic<Paid>("orders")]);

    [Test]
    public void Do_not_take_a_message_type_twice() => Rejects(
        "Message type Ordered belongs to two topics.",
        [Orders, new Topic<Ordered>("orders.again")]);

    [Test]
    public void Do_not_take_a_route_from_a_topic_that_is_not_listed() => Rejects(
        "Topic 'orders' is routed but not listed.",
        [Payments],
        routes => routes.From(Orders).To(Pay, "pay"));

    [Test]
    public void Do_not_take_a_route_to_a_topic_that_is_not_listed() => Rejects(
        "Topic 'payments' is routed but not listed.",
        [Orders],
        routes => routes.From(Orders).To(Pay, "pay").OnSuccess(Payments));

    [Test]
    public void Do_not_take_a_queue_with_two_subscribers() => Rejects(
        "Queue 'shop-pay' has more than one subscriber.",
        [Orders],
        routes =>
        {
            routes.From(Orders).To(Pay, "pay");
            routes.From(Orders).To(PayAgain, "pay");
        });

    [Test]
    public void Do_not_take_a_queue_that_reads_a_topic_twice() => Rejects(
        "Queue 'shop-pay' reads a topic twice.",
        [Orders],
        routes =>
        {
            routes.From(Orders).To(Pay, "pay");
            routes.From(Orders).To(Pay, "pay");
        });

    [Test]
    public void Do_not_take_a_subscriber_with_two_queues() => Rejects(
        "PayHandler is routed to two queues.",
        [Orders],
        routes =>
        {
            routes.From(Orders).To(Pay, "pay");
            routes.From(Orders).To(Pay, "pay-again");
        });

    [TestCase("")]
    [TestCase("with space")]
    [TestCase("with/slash")]
    [TestCase("ümlaut")]
    public void Do_not_take_a_topic_name_that_a_broker_would_not(string name) => Assert.That(
        () => new Topic<Ordered>(name),
        Throws.ArgumentException.With.Message.StartsWith($"Topic name '{name}' may hold only letters, digits, '.', '_' and '-' (at most 120)."));

    [Test]
    public void Do_not_take_a_topic_name_that_is_too_long() => Assert.That(() => new Topic<Ordered>(new string('a', 121)), Throws.ArgumentException);

    private static void Rejects(string message, IEnumerable<Topic> topics, Action<RouteTableBuilder>? add = null)
    {
        var builder = new RouteTableBuilder(topics);
        add?.Invoke(builder);
        Assert.That(builder.Build, Throws.InstanceOf<InvalidConfigurationException>().With.Message.EqualTo(message));
    }

    private sealed record Ordered(string Id);

    private sealed record Paid(string Id);

    private sealed class PayHandler : IEventHandler<Ordered, Paid>, IConsumer<Ordered>
    {
        public Task<Paid?> HandleAsync(Ordered message, EventContext context, CancellationToken cancellationToken) => Task.FromResult<Paid?>(null);

        public Task Consume(ConsumeContext<Ordered> context) => Task.CompletedTask;
    }
}
