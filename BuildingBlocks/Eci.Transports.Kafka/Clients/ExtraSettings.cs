using Confluent.Kafka;

namespace Eci.Transports.Kafka.Clients;

/// <summary>The settings of <c>Eci:Kafka:Client</c>, which go to the client library as they are. Their values may be secrets.</summary>
internal static class ExtraSettings
{
    private const string Section = $"{KafkaOptions.Section}:Client";
    private const string NamedWithUnderscore = "log_level";

    /// <summary>What the guarantees of the transport rest on, or other settings say.</summary>
    private static readonly string[] Reserved =
    [
        "acks", "auto.offset.reset", "bootstrap.servers", "enable.auto.commit", "enable.auto.offset.store", "enable.idempotence", "group.id",
        "group.protocol", "max.in.flight", "max.in.flight.requests.per.connection", "message.timeout.ms", "delivery.timeout.ms", "metadata.broker.list",
        "partition.assignment.strategy", "request.required.acks", "session.timeout.ms",
    ];

    /// <summary>The settings under the names that the library knows.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(KafkaOptions options) =>
        options.Client.Select(setting => KeyValuePair.Create(NameOf(setting.Key), setting.Value));

    /// <summary>A sentence without any value, or null when the library takes the settings.</summary>
    public static string? WhatIsWrongWith(IReadOnlyDictionary<string, string> settings)
    {
        var names = settings.Keys.Select(NameOf).ToList();
        if (names.Find(name => Reserved.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } reserved)
            return $"{Section}:{reserved} cannot be set: the hub sets it itself.";
        try
        {
            var quiet = new ProducerConfig(settings.ToDictionary(s => NameOf(s.Key), s => s.Value, StringComparer.Ordinal));
            quiet.Set(NamedWithUnderscore, settings.GetValueOrDefault(NamedWithUnderscore, "0"));
            new ProducerBuilder<byte[], byte[]>(quiet).SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build().Dispose();
            return null;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or KafkaException)
        {
            var name = names.Find(n => exception.Message.Contains($"\"{n}\"", StringComparison.OrdinalIgnoreCase))
                ?? names.Find(n => exception.Message.Contains(n, StringComparison.OrdinalIgnoreCase));
            if (name is null)
                return $"{Section}: the Kafka client refuses these settings together: {string.Join(", ", names)}.";
            return exception.Message.StartsWith("No such", StringComparison.Ordinal)
                ? $"{Section}:{name} is no setting of the Kafka client."
                : $"{Section}:{name} has a value that the Kafka client refuses.";
        }
    }

    private static string NameOf(string key) =>
        string.Equals(key, NamedWithUnderscore, StringComparison.OrdinalIgnoreCase) ? NamedWithUnderscore : key.Replace('_', '.').ToLowerInvariant();
}
