using Eci.Transports.RabbitMq;
using Microsoft.Extensions.Configuration;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Transports;

internal sealed class The_address_of_RabbitMq
{
    [TestCase("amqp://broker.example", "broker.example", 5672, false, "/", "guest", "guest")]
    [TestCase("amqp://broker.example:5673/", "broker.example", 5673, false, "/", "guest", "guest")]
    [TestCase("amqps://hub:p%40ss%3Aword@broker.example/orders%2Feu", "broker.example", 5671, true, "orders/eu", "hub", "p@ss:word")]
    public void Names_host_port_virtual_host_and_user(string text, string host, int port, bool tls, string virtualHost, string user, string password) =>
        Assert.That(Read(text), Is.EqualTo(new RabbitMqAddress(host, (ushort)port, tls, virtualHost, user, password)));

    [TestCase(null, "ConnectionStrings:RabbitMq is not set")]
    [TestCase("", "ConnectionStrings:RabbitMq is not set")]
    [TestCase("broker.example", "ConnectionStrings:RabbitMq cannot be read")]
    [TestCase("http://hub:secret-7@broker.example", "ConnectionStrings:RabbitMq cannot be read")]
    [TestCase("amqp://hub:secret-7@broker.example:port", "ConnectionStrings:RabbitMq cannot be read")]
    public void Is_refused_in_one_sentence_without_the_password_when_it_is_none(string? text, string sentence) =>
        Assert.That(() => Read(text), Throws.TypeOf<InvalidConfigurationException>().With.Message.StartsWith(sentence).And.Message.Not.Contains("secret-7"));

    [Test]
    public void Is_shown_without_the_password() =>
        Assert.That(Read("amqp://hub:secret-7@broker.example/orders").ToString(), Is.EqualTo("amqp://broker.example:5672/orders"));

    private static RabbitMqAddress Read(string? text) => RabbitMqAddress.From(
        new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("ConnectionStrings:RabbitMq", text)]).Build());
}
