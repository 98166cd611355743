using Confluent.Kafka;

namespace Eci.Transports.Kafka.Consuming;

/// <summary>The partitions in the hands of a consumer. Changed by its thread only, read by others.</summary>
internal sealed class Assignment
{
    private volatile IReadOnlyDictionary<TopicPartition, AssignedPartition> _partitions = new Dictionary<TopicPartition, AssignedPartition>();

    public IReadOnlyCollection<AssignedPartition> Partitions => [.. _partitions.Values];

    /// <summary>Records taken and not committed.</summary>
    public long Uncommitted
    {
        get
        {
            long sum = 0;
            foreach (var (_, partition) in _partitions)
                sum += partition.Uncommitted;
            return sum;
        }
    }

    public AssignedPartition? Find(TopicPartition place) => _partitions.GetValueOrDefault(place);

    public void Add(AssignedPartition partition) =>
        _partitions = new Dictionary<TopicPartition, AssignedPartition>(_partitions) { [partition.Place] = partition };

    /// <summary>Takes partitions out; those that are not in it are left out of the result.</summary>
    public List<AssignedPartition> Remove(IEnumerable<TopicPartition> places)
    {
        var left = new Dictionary<TopicPartition, AssignedPartition>(_partitions);
        var removed = new List<AssignedPartition>();
        foreach (var place in places)
        {
            if (left.Remove(place, out var partition))
                removed.Add(partition);
        }

        _partitions = left;
        return removed;
    }
}
