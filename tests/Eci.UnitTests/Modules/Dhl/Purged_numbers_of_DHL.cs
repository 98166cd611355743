using Eci.Modules.Dhl.TrackShipment;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Dhl;

internal sealed class Purged_numbers_of_DHL
{
    private readonly PurgedNumbers _numbers = new();

    [Test]
    public void Are_those_that_fail_again_and_again_while_others_are_answered()
    {
        Assert.That(_numbers.Failed("A"), Is.False);
        _numbers.Answered("B");
        Assert.That(_numbers.Failed("A"), Is.False);
        _numbers.Answered("C");
        Assert.That(_numbers.Failed("A"), Is.True);
        Assert.That(_numbers.Failed("A"), Is.True, "Once known it stays.");
    }

    [Test]
    public void Are_none_while_DHL_answers_nothing_at_all()
    {
        for (var i = 0; i < 10; i++)
        {
            Assert.That(_numbers.Failed("A"), Is.False);
            Assert.That(_numbers.Failed("B"), Is.False);
        }
    }

    [Test]
    public void Come_back_when_DHL_answers()
    {
        for (var i = 0; i < 3; i++)
        {
            _numbers.Failed("A");
            _numbers.Answered("B");
        }

        _numbers.Answered("A");
        Assert.That(_numbers.Failed("A"), Is.False);
    }

    [Test]
    public void Are_forgotten_rather_than_kept_without_end()
    {
        for (var i = 0; i < 30_000; i++)
        {
            _numbers.Failed($"{i}");
            _numbers.Answered("B");
        }

        Assert.That(_numbers.Failed("0"), Is.False);
    }
}
