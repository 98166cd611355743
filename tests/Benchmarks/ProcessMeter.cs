using System.Diagnostics;

namespace Eci.Benchmarks;

/// <summary>What the operating system accounts to a process between two moments.</summary>
internal sealed class ProcessMeter : IDisposable
{
    private readonly Process _process;
    private readonly TimeSpan _cpu;
    private readonly long _start = Stopwatch.GetTimestamp();

    public ProcessMeter(int processId)
    {
        _process = Process.GetProcessById(processId);
        _cpu = _process.TotalProcessorTime;
    }

    /// <summary>User and system time since the start.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime - _cpu;
        }
    }

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

    /// <summary>Resident memory now, MiB.</summary>
    public double MemoryMiB
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / (1024.0 * 1024.0);
        }
    }

    public void Dispose() => _process.Dispose();
}
