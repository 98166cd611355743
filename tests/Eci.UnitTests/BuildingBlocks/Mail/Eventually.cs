using System.Diagnostics;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Mail;

/// <summary>Waits for something that happens on another thread.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);

    public static async Task IsTrueAsync(Func<bool> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            if (watch.Elapsed > Deadline)
                Assert.Fail($"Did not happen in time: {what}.");
            await Task.Yield();
        }
    }
}
