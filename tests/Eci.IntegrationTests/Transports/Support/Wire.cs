using System.Text;
using Eci.IntegrationTests.Messaging.Support;
using Eci.Messaging;
using Eci.Messaging.Brokers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.IntegrationTests.Transports.Support;

/// <summary>Messages as they lie on a broker.</summary>
internal static class Wire
{
    public static byte[] Envelope<T>(T message, Guid id)
        where T : class => Encoding.UTF8.GetBytes(Eci.Messaging.Envelope.Write(message, new EnvelopeFacts(id, id, TimeProvider.System.GetUtcNow())));

    /// <summary>Headers of a body that the host itself has signed.</summary>
    public static Dictionary<string, string> Signed(MessagingHost host, byte[] body) => Signed(host.Services.GetRequiredService<SigningKeys>(), body);

    /// <inheritdoc cref="Signed(MessagingHost, byte[])"/>
    public static Dictionary<string, string> Signed(SigningKeys keys, byte[] body) => new(StringComparer.Ordinal)
    {
        [BrokerHeaders.Topic] = TestRoutes.Steps.Name,
        [BrokerHeaders.SignatureKey] = keys.CurrentId,
        [BrokerHeaders.Signature] = keys.Sign(body),
    };

    /// <summary>Keys as the settings <c>Eci:SigningKeys:0</c> and so on name them.</summary>
    public static SigningKeys Keys(params string[] keys) => SigningKeys.From(
        new ConfigurationBuilder().AddInMemoryCollection(keys.Select((key, i) => KeyValuePair.Create($"Eci:SigningKeys:{i}", (string?)key))).Build(),
        isDevelopment: false);
}
