using System.Diagnostics;

namespace Eci.Messaging;

/// <summary>Places where a test may kill the process, to prove that nothing is lost or doubled there.</summary>
public interface ICrashPoint
{
    /// <summary>Called at a named place; ends the process when a test armed it.</summary>
    void Reach(string name);
}

/// <summary>The names of <see cref="ICrashPoint"/>.</summary>
public static class CrashPoints
{
    public const string IntakeBeforeCommit = "intake-before-commit";
    public const string IntakeAfterCommit = "intake-after-commit";
    public const string DeliveryClaimed = "delivery-claimed";
    public const string HandlerBeforeCommit = "handler-before-commit";
    public const string HandlerAfterCommit = "handler-after-commit";
    public const string FailureBeforeWrite = "failure-before-write";
    public const string FailureAfterWrite = "failure-after-write";
    public const string MailSent = "mail-sent";
    public const string RelayConfirmed = "relay-confirmed";
    public const string BrokerReceived = "broker-received";
    public const string BrokerSettled = "broker-settled";
    public const string SyncBeforeRequest = "sync-before-request";
    public const string SyncAfterRequest = "sync-after-request";

    /// <summary>The places that are reached whatever carries the messages.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        IntakeBeforeCommit, IntakeAfterCommit, DeliveryClaimed, HandlerBeforeCommit, HandlerAfterCommit, FailureBeforeWrite, FailureAfterWrite, MailSent,
    ];

    /// <summary>The places that are reached only with a broker.</summary>
    public static IReadOnlyList<string> OfBrokers { get; } = [RelayConfirmed, BrokerReceived, BrokerSettled];

    /// <summary>The places around the request that brings a record of an external system up to date; the second only when it was sent there.</summary>
    public static IReadOnlyList<string> OfSync { get; } = [SyncBeforeRequest, SyncAfterRequest];
}

internal sealed class NoCrashPoint : ICrashPoint
{
    public void Reach(string name)
    {
    }
}

/// <summary>Kills the process the n-th time a place is reached. Armed by <c>Eci:Testing:CrashAt</c> = <c>name:n</c>.</summary>
internal sealed class ArmedCrashPoint(string place, int countdown) : ICrashPoint
{
    private int _left = countdown;

    private static IEnumerable<string> Known => [.. CrashPoints.All, .. CrashPoints.OfBrokers, .. CrashPoints.OfSync];

    public void Reach(string name)
    {
        if (!string.Equals(name, place, StringComparison.Ordinal) || Interlocked.Decrement(ref _left) != 0)
            return;
        using var self = Process.GetCurrentProcess();
        self.Kill();
        self.WaitForExit();
    }

    public static ArmedCrashPoint Parse(string setting)
    {
        var parts = setting.Split(':');
        return parts.Length == 2 && Known.Contains(parts[0], StringComparer.Ordinal) && int.TryParse(parts[1], System.Globalization.CultureInfo.InvariantCulture, out var n) && n > 0
            ? new ArmedCrashPoint(parts[0], n)
            : throw new InvalidConfigurationException(
                $"Eci:Testing:CrashAt is '{setting}'; write <place>:<count> with one of {string.Join(", ", Known)}.");
    }
}
