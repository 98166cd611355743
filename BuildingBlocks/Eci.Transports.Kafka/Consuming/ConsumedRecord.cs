using System.Text;
using Confluent.Kafka;
using Eci.Messaging.Brokers;

namespace Eci.Transports.Kafka.Consuming;

/// <summary>A record on its way to the receiver.</summary>
/// <param name="Partition">Where it lay.</param>
/// <param name="Result">What the client library gave.</param>
/// <param name="MayRepeat">An earlier attempt on it may have ended with the process that made it.</param>
internal sealed record ConsumedRecord(AssignedPartition Partition, ConsumeResult<byte[]?, byte[]?> Result, bool MayRepeat)
{
    public long Offset => Result.Offset.Value;

    /// <summary>Records of the same key are handled in order; null when order does not matter.</summary>
    public string? Key => Result.Message.Key is { } key ? Encoding.UTF8.GetString(key) : null;

    public ReceivedMessage ToMessage(string endpoint, string topicPrefix) => new(
        endpoint,
        Result.Topic[topicPrefix.Length..],
        Result.Message.Value ?? [],
        Headers(),
        MayRepeat,
        $"{Partition.Name}@{Offset}");

    private Dictionary<string, string> Headers()
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var header in Result.Message.Headers)
        {
            if (header.GetValueBytes() is { } value)
                headers[header.Key] = Encoding.UTF8.GetString(value);
        }

        return headers;
    }
}
