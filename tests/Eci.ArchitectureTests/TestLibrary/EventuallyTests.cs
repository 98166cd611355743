using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.ArchitectureTests.TestLibrary;

internal sealed class EventuallyTests
{
    [Test]
    public async Task Returns_as_soon_as_the_condition_holds()
    {
        var asked = 0;
        await Eventually.Async(() => ++asked == 3, TimeSpan.FromMinutes(1), "the third time");
        Assert.That(asked, Is.EqualTo(3));
    }

    [Test]
    public Task Fails_the_test_with_what_it_waited_for_when_the_deadline_passes() =>
        Assert.ThatAsync(
            () => Eventually.Async(() => false, TimeSpan.FromMilliseconds(20), "a miracle"),
            Throws.TypeOf<AssertionException>().With.Message.EqualTo("Not within 0.02 s: a miracle"));

    [Test]
    public Task Passes_on_what_the_condition_throws() =>
        Assert.ThatAsync(
            () => Eventually.Async(() => Task.FromException<bool>(new InvalidOperationException("broken")), TimeSpan.FromMinutes(1), "nothing"),
            Throws.InvalidOperationException.With.Message.EqualTo("broken"));
}
