namespace Eci.Transports.Kafka.Consuming;

/// <summary>Lets a thread of our own wait for asynchronous work: the client library calls back synchronously.</summary>
internal static class Blocking
{
    /// <summary>False when the work failed or did not end in time.</summary>
    public static bool TryRun(Func<CancellationToken, Task> work, TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        using var done = new ManualResetEventSlim();
        var succeeded = false;
        _ = Task.Run(async () =>
        {
            try
            {
                await work(limit.Token).WaitAsync(limit.Token);
                Volatile.Write(ref succeeded, true);
            }
            catch (Exception)
            {
                // Told by the result.
            }
            finally
            {
                done.Set();
            }
        });
        done.Wait();
        return Volatile.Read(ref succeeded);
    }
}
