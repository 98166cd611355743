using Confluent.Kafka;
using Eci.Transports.Kafka.Consuming;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Kafka;

internal sealed class Partitions_in_hand
{
    private const int Window = 5;

    private static readonly TopicPartition Place = new("topic", 0);

    [Test]
    public void Repeat_nothing_after_a_reader_that_left_well() =>
        Assert.That(Repeats(brokenOffBefore: 0, from: 10, count: 8), Is.All.False);

    [Test]
    public void May_repeat_the_first_window_after_a_reader_that_did_not() =>
        Assert.That(Repeats(brokenOffBefore: 1000, from: 10, count: 8), Is.EqualTo([true, true, true, true, true, false, false, false]));

    [Test]
    public void May_not_repeat_what_came_after_the_reader_had_gone() =>
        Assert.That(Repeats(brokenOffBefore: 12, from: 10, count: 4), Is.EqualTo([true, true, false, false]));

    [TestCase(0, 0, true)]
    [TestCase(0, 3, true)]
    [TestCase(1000, 3, false, Description = "the end of the window is not reached")]
    [TestCase(1000, 5, true)]
    [TestCase(1000, 0, false)]
    public void Are_left_well_when_nothing_was_broken_off(long brokenOffBefore, int finished, bool well)
    {
        using var partition = new AssignedPartition(Place, Window, brokenOffBefore);
        for (var offset = 0; offset < finished; offset++)
        {
            partition.Take(offset);
            partition.TryBegin();
            partition.Mark.Finish(offset);
            partition.Ended();
        }

        Assert.That(partition.WasLeftWell, Is.False, "it is not left yet");
        partition.Close();
        Assert.That(partition.WasLeftWell, Is.EqualTo(well));
    }

    [Test]
    public void Begin_nothing_once_they_are_closed_and_are_not_left_well_while_something_runs()
    {
        using var partition = new AssignedPartition(Place, Window, brokenOffBefore: 0);
        partition.Take(0);
        Assert.That(partition.TryBegin());
        partition.Close();
        Assert.That((partition.TryBegin(), partition.Wait(TimeSpan.Zero), partition.WasLeftWell), Is.EqualTo((false, false, false)));
        partition.Ended();
        Assert.That((partition.Wait(TimeSpan.Zero), partition.WasLeftWell), Is.EqualTo((true, true)));
    }

    [Test]
    public void Are_not_left_well_when_a_handler_was_cut_short()
    {
        using var partition = new AssignedPartition(Place, Window, brokenOffBefore: 0);
        partition.Take(0);
        partition.TryBegin();
        partition.Close();
        partition.Abort();
        partition.Ended();
        Assert.That((partition.Wait(TimeSpan.Zero), partition.WasLeftWell), Is.EqualTo((true, false)));
    }

    private static List<bool> Repeats(long brokenOffBefore, long from, int count)
    {
        using var partition = new AssignedPartition(Place, Window, brokenOffBefore);
        return [.. Enumerable.Range(0, count).Select(n => partition.Take(from + n))];
    }
}
