using System.Collections.Concurrent;
using Confluent.Kafka;
using Eci.Testing.Servers;
using Eci.Transports.Kafka.Consuming;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Kafka;

internal sealed class Offsets_to_commit
{
    private static readonly TopicPartition Place = new("topic", 3);

    [Test]
    public void Never_pass_an_unfinished_record([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        var mark = new LowWaterMark();
        var unfinished = new SortedSet<long>();
        var next = random.NextInt64(1000);
        long? before = null;
        for (var step = 0; step < 2000; step++)
        {
            if (unfinished.Count == 0 || random.Next(2) == 0)
            {
                next += random.Next(4) == 0 ? random.Next(1, 5) : 0;
                mark.Take(next);
                unfinished.Add(next++);
            }
            else
            {
                var offset = unfinished.ElementAt(random.Next(unfinished.Count));
                unfinished.Remove(offset);
                mark.Finish(offset);
            }

            Assert.That(mark.Value, Is.EqualTo(unfinished.Count > 0 ? unfinished.Min : next));
            Assert.That(mark.Position, Is.EqualTo(next));
            Assert.That(before is null || mark.Value >= before, "it never goes back");
            before = mark.Value;
        }
    }

    [Test]
    public void Are_none_before_the_first_record()
    {
        using var partition = new AssignedPartition(Place, window: 10, brokenOffBefore: 0);
        Assert.That((partition.Mark.Value, partition.ToCommit, partition.Uncommitted, partition.Lag), Is.EqualTo(((long?)null, (long?)null, 0L, (long?)null)));
    }

    [Test]
    public void Refuse_a_record_that_lies_before_the_last_one()
    {
        var mark = new LowWaterMark();
        mark.Take(5);
        Assert.That(() => mark.Take(5), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public async Task Are_sent_as_soon_as_many_records_are_finished_and_one_at_a_time()
    {
        const int Early = 4;
        var (sent, release) = (new ConcurrentQueue<long>(), new ManualResetEventSlim());
        using var _ = release;
        using var partition = new AssignedPartition(Place, window: 10, brokenOffBefore: 0);
        using var commits = new OffsetCommits(
            offsets =>
            {
                sent.Enqueue(offsets.Single().Offset.Value);
                release.Wait();
            },
            Early,
            () => { });
        Finish(partition, commits, 100, Early - 1);
        commits.Advance([partition]);
        Assert.That(sent, Is.Empty);
        Finish(partition, commits, 100 + Early - 1, 1);
        commits.Advance([partition]);
        await Eventually.Async(() => sent.Count == 1, TimeSpan.FromSeconds(5), "the commit");
        Finish(partition, commits, 100 + Early, 2 * Early);
        commits.Advance([partition]);
        Assert.That((sent.Count, partition.Uncommitted), Is.EqualTo((1, 3L * Early)), "the window counts what is not known to be committed");

        release.Set();
        commits.Complete([partition], TimeSpan.FromSeconds(5));
        Assert.That(sent, Is.EqualTo([100L + Early, 100L + (3 * Early)]));
        Assert.That(partition.Uncommitted, Is.Zero);
    }

    [Test]
    public void Stay_due_when_the_cluster_refuses_them()
    {
        using var partition = new AssignedPartition(Place, window: 10, brokenOffBefore: 0);
        using var commits = new OffsetCommits(_ => throw new KafkaException(ErrorCode.RebalanceInProgress), 1, () => { });
        Finish(partition, commits, 7, 2);
        commits.Complete([partition], TimeSpan.FromSeconds(5));
        Assert.That(partition.ToCommit, Is.EqualTo(9));
    }

    private static void Finish(AssignedPartition partition, OffsetCommits commits, long from, int count)
    {
        for (var offset = from; offset < from + count; offset++)
        {
            partition.Take(offset);
            partition.Mark.Finish(offset);
            commits.Finished();
        }
    }
}
