using System.Diagnostics;
using System.Globalization;

namespace Eci.Testing.Processes;

/// <summary>Signals that .NET itself cannot send.</summary>
public enum ProcessSignal
{
    /// <summary>Asks the process to end.</summary>
    Terminate,

    /// <summary>Freezes it where it is.</summary>
    Stop,

    /// <summary>Lets a frozen one go on.</summary>
    Continue,
}

internal static class ProcessSignals
{
    public static async Task SendAsync(ProcessSignal signal, int processId)
    {
        var name = signal switch
        {
            ProcessSignal.Terminate => "TERM",
            ProcessSignal.Stop => "STOP",
            ProcessSignal.Continue => "CONT",
            _ => throw new ArgumentOutOfRangeException(nameof(signal), signal, "Unknown signal."),
        };
        using var kill = Process.Start("sh", ["-c", "kill -s \"$0\" \"$1\"", name, processId.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        if (kill.ExitCode != 0)
            throw new InvalidOperationException($"SIG{name} did not reach process {processId}.");
    }
}
