using System.Collections.Concurrent;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Eci.Transports.Kafka.Clients;

/// <summary>
/// Hears what the clients of this process report. The library reports a lost cluster once and its return never, so while the cluster
/// is away it is asked for until it answers.
/// </summary>
internal sealed partial class ClusterWatch(ILogger<ClusterWatch> logger) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _end = new();
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, string> _troubles = new(StringComparer.Ordinal);
    private string? _away;

    /// <summary>What keeps this process from the cluster, or from a part of its work with it; null while all is well.</summary>
    public string? Trouble => Volatile.Read(ref _away) ?? _troubles.Values.FirstOrDefault();

    /// <summary>True while the cluster does not answer.</summary>
    public bool IsAway => Volatile.Read(ref _away) is not null;

    /// <summary>Asks the cluster for something; throws while it does not answer. Set once there is a client to ask by.</summary>
    public Func<CancellationToken, Task>? Ask { get; set; }

    /// <summary>To be called with every error that a client reports.</summary>
    public void Heard(Error error)
    {
        if (error.Code is ErrorCode.Local_AllBrokersDown or ErrorCode.Local_Authentication or ErrorCode.Local_Ssl)
            Lost(error.Code is ErrorCode.Local_AllBrokersDown ? "Kafka cannot be reached." : $"Kafka cannot be reached ({error.Code}).", error.Code);
        else
            LogHeard(error.Code, error.Reason);
    }

    /// <summary>To be called with every line that a client logs.</summary>
    public void Heard(LogMessage line)
    {
        if (line.Level <= SyslogLevel.Critical)
            LogGrave(line.Facility, line.Message);
        else
            LogLine(line.Facility, line.Message);
    }

    /// <summary>What a part of the transport suffers from; null when that is over.</summary>
    public void Report(string part, string? trouble)
    {
        if (trouble is null)
            _troubles.TryRemove(part, out _);
        else
            _troubles[part] = trouble;
    }

    /// <summary>The cluster does not answer; it is asked until it does.</summary>
    public void Lost(string trouble, ErrorCode code)
    {
        lock (_lock)
        {
            if (_away is not null || _end.IsCancellationRequested)
                return;
            Volatile.Write(ref _away, trouble);
        }

        LogLost(code);
        _ = Task.Run(() => WaitForReturnAsync(_end.Token), CancellationToken.None);
    }

    public void Dispose()
    {
        lock (_lock)
            _end.Cancel();
    }

    private async Task WaitForReturnAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancellationToken.IsCancellationRequested || !await AnswersAsync(cancellationToken))
                continue;
            Volatile.Write(ref _away, null);
            LogBack();
            return;
        }
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (Ask is not { } ask)
                return false;
            await ask(cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is KafkaException or ObjectDisposedException or OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Kafka cannot be reached ({Code}); messages wait in the database until it can")]
    private partial void LogLost(ErrorCode code);

    [LoggerMessage(Level = LogLevel.Information, Message = "Kafka is back")]
    private partial void LogBack();

    [LoggerMessage(Level = LogLevel.Debug, Message = "Kafka client reports {Code}: {Reason}")]
    private partial void LogHeard(ErrorCode code, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Kafka client, {Facility}: {Text}")]
    private partial void LogGrave(string facility, string text);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Kafka client, {Facility}: {Text}")]
    private partial void LogLine(string facility, string text);
}
