using NUnit.Framework;

namespace Eci.Testing.Servers;

/// <summary>Waits for something that happens in the background.</summary>
public static class Eventually
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks until the condition holds; fails the test when it does not within the deadline.</summary>
    /// <param name="condition">Asked repeatedly; what it throws ends the wait.</param>
    /// <param name="deadline">How long to wait at most, by the real clock.</param>
    /// <param name="what">What is waited for, shown when it does not come.</param>
    public static async Task Async(Func<Task<bool>> condition, TimeSpan deadline, string what)
    {
        var start = TimeProvider.System.GetTimestamp();
        for (var pause = FirstPause; !await condition(); pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            if (TimeProvider.System.GetElapsedTime(start) >= deadline)
                Assert.Fail($"Not within {deadline.TotalSeconds:0.##} s: {what}");
            await Task.Delay(pause);
        }
    }

    /// <inheritdoc cref="Async(Func{Task{bool}}, TimeSpan, string)"/>
    public static Task Async(Func<bool> condition, TimeSpan deadline, string what) =>
        Async(() => Task.FromResult(condition()), deadline, what);
}
