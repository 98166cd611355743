using Eci.Messaging.Brokers;
using Eci.Transports.Kafka;
using Eci.Transports.Kafka.Clients;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Kafka;

internal sealed class Settings_of_Kafka
{
    private const string Secret = "s3cr3t-value";

    [Test]
    public void Are_fine_by_default() => Assert.That(WhatIsWrong(_ => { }), Is.Empty);

    [TestCase(null)]
    [TestCase(" ")]
    [TestCase("kafka:0")]
    [TestCase("kafka:9092,,other:9092")]
    [TestCase(":9092")]
    [TestCase("kafka:port")]
    public void Need_servers(string? servers)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { ["ConnectionStrings:Kafka"] = servers })
            .Build();
        Assert.That(
            () => ClientSettings.ReadBootstrapServers(configuration),
            Throws.InstanceOf<InvalidConfigurationException>().With.Message.StartsWith("ConnectionStrings:Kafka ").And.Message.Contains("host:port"));
    }

    [Test]
    public void Name_what_is_wrong() => Assert.Multiple(() =>
    {
        Assert.That(WhatIsWrong(o => o.TopicPrefix = "a/b"), Does.Contain("Eci:Kafka:TopicPrefix"));
        Assert.That(WhatIsWrong(o => o.GroupPrefix = new string('x', 101)), Does.Contain("Eci:Kafka:GroupPrefix"));
        Assert.That(WhatIsWrong(o => o.Partitions = 0), Does.Contain("Eci:Kafka:Partitions"));
        Assert.That(WhatIsWrong(o => o.ReplicationFactor = 0), Does.Contain("Eci:Kafka:ReplicationFactor"));
        Assert.That(WhatIsWrong(o => o.CreateTimeout = TimeSpan.Zero), Does.Contain("Eci:Kafka:CreateTimeout"));
        Assert.That(WhatIsWrong(o => o.Concurrency = 0), Does.Contain("Eci:Kafka:Concurrency"));
        Assert.That(WhatIsWrong(o => o.Window = 0), Does.Contain("Eci:Kafka:Window"));
        Assert.That(WhatIsWrong(o => o.SessionTimeout = TimeSpan.Zero), Does.Contain("Eci:Kafka:SessionTimeout"));
        Assert.That(WhatIsWrong(o => o.DrainTimeout = TimeSpan.FromSeconds(8)), Does.Contain("Eci:Kafka:DrainTimeout").And.Contain("Eci:ShutdownTimeout"));
        Assert.That(WhatIsWrong(o => o.Assignor = "sticky"), Does.Contain("Eci:Kafka:Assignor is 'sticky'; known are cooperative-sticky, range."));
    });

    [TestCase("sasl.mechanisms", "PLAIN")]
    [TestCase("socket.keepalive.enable", "true")]
    [TestCase("SOCKET_KEEPALIVE_ENABLE", "true")]
    [TestCase("log_level", "3")]
    [TestCase("fetch.wait.max.ms", "200", Description = "of consumers only")]
    public void May_be_those_of_the_client_library(string name, string value) =>
        Assert.That(WhatIsWrong(o => o.Client[name] = value), Is.Empty);

    [TestCase("no.such.setting", "Eci:Kafka:Client:no.such.setting is no setting of the Kafka client.")]
    [TestCase("socket_timeout_ms", "Eci:Kafka:Client:socket.timeout.ms has a value that the Kafka client refuses.")]
    [TestCase("security.protocol", "Eci:Kafka:Client:security.protocol has a value that the Kafka client refuses.")]
    [TestCase("enable.auto.commit", "Eci:Kafka:Client:enable.auto.commit cannot be set: the hub sets it itself.")]
    [TestCase("Group_Id", "Eci:Kafka:Client:group.id cannot be set: the hub sets it itself.")]
    public void Of_the_client_library_are_refused_without_their_value(string name, string sentence)
    {
        var wrong = WhatIsWrong(o => o.Client[name] = Secret);
        Assert.That(wrong, Is.EqualTo(sentence).And.Not.Contains(Secret));
    }

    [Test]
    public void Reach_the_clients_under_the_names_of_the_library()
    {
        var options = new KafkaOptions { TopicPrefix = "test.", GroupPrefix = "t-" };
        options.Client["Socket_Timeout_Ms"] = "1234";
        var settings = new ClientSettings("kafka:9092", Options.Create(options), Options.Create(new BrokerOptions()));
        var (producer, consumer) = (settings.ForProducer(), settings.ForConsumer("queue"));
        Assert.Multiple(() =>
        {
            Assert.That(producer.SocketTimeoutMs, Is.EqualTo(1234));
            Assert.That(consumer.SocketTimeoutMs, Is.EqualTo(1234));
            Assert.That(consumer.GroupId, Is.EqualTo("t-queue"));
            Assert.That(settings.TopicOf("topic"), Is.EqualTo("test.topic"));
            Assert.That(producer.MessageTimeoutMs, Is.LessThan(10_000), "before the confirm timeout");
        });
    }

    private static string WhatIsWrong(Action<KafkaOptions> change)
    {
        var options = new KafkaOptions();
        change(options);
        var host = Options.Create(new HostOptions { ShutdownTimeout = TimeSpan.FromSeconds(8) });
        return string.Join(' ', new KafkaOptionsValidator(host).Validate(null, options).Failures ?? []);
    }
}
