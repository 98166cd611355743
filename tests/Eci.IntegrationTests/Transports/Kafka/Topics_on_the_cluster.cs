using Eci.IntegrationTests.Messaging.Support;
using Eci.Messaging.Brokers;
using Eci.Testing.Servers;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Transports.Kafka;

[TestFixture(DatabaseKind.Sqlite, Category = "Kafka")]
internal sealed class Topics_on_the_cluster(DatabaseKind kind) : KafkaFixture(kind)
{
    protected override bool WithTopics => false;

    [Test]
    public async Task Are_named_when_they_are_missing_and_must_not_be_created()
    {
        var host = await StartAsync(o => o.Settings["Eci:Kafka:CreateTopics"] = "false");
        var broker = host.Services.GetRequiredService<IBroker>();
        var wrong = Assert.ThrowsAsync<InvalidConfigurationException>(() => broker.DeployAsync(CancellationToken.None))!.Message;
        Assert.That(wrong, Does.StartWith("Topics are missing in Kafka and Eci:Kafka:CreateTopics is off: "));
        foreach (var topic in TestRoutes.Build().Topics)
            Assert.That(wrong, Does.Contain(Kafka.NameOf(topic.Name)));
        Assert.That(broker.Trouble, Is.EqualTo(wrong));

        foreach (var topic in TestRoutes.Build().Topics)
            Kafka.Mock.CreateTopic(Kafka.NameOf(topic.Name), partitions: 2);
        var label = NewLabel();
        await host.PublishAsync(new Step(label));
        Assert.That(await EffectsAsync(host, label, 3), Has.Count.EqualTo(3));
        Assert.That(broker.Trouble, Is.Null);
    }

    [Test]
    public async Task Are_made_by_the_first_host_and_left_alone_by_the_next_deployment()
    {
        var host = await StartAsync(o => o.Settings["Eci:Kafka:CreateTimeout"] = "00:00:00.3");
        var label = NewLabel();
        await host.PublishAsync(new Step(label));
        Assert.That(await EffectsAsync(host, label, 3), Has.Count.EqualTo(3));
        await Assert.ThatAsync(async () => await host.Services.GetRequiredService<IBroker>().DeployAsync(CancellationToken.None), Throws.Nothing);
        Assert.That(Kafka.Ends(TestRoutes.Steps.Name).Sum(), Is.EqualTo(1));
    }
}
