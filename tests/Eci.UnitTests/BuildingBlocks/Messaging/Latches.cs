using Eci.Messaging.Delivery;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Messaging;

[TestFixture]
internal sealed class Latches
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    [Test]
    public async Task Let_one_wait_pass_however_often_they_were_set()
    {
        using var latch = new Latch();
        latch.Set();
        latch.Set();
        await latch.WaitAsync(CancellationToken.None).WaitAsync(Deadline);
        var second = latch.WaitAsync(CancellationToken.None);
        Assert.That(second.IsCompleted, Is.False);
        latch.Set();
        await second.WaitAsync(Deadline);
    }

    [Test]
    public void Can_be_set_when_nobody_waits_any_more()
    {
        var latch = new Latch();
        latch.Dispose();
        Assert.That(latch.Set, Throws.Nothing);
    }
}
