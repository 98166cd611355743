using System.Collections.Concurrent;

namespace Eci.CrashTests.Harness;

/// <summary>
/// The folder the mails go to, reached by a link that can be bent to a file: then nobody can write, whatever his rights. Counts how
/// often each mail appeared under its name, because a repeated write would overwrite the first without a trace.
/// </summary>
internal sealed class MailFolder : IDisposable
{
    private readonly string _real;
    private readonly ConcurrentDictionary<string, int> _written = new(StringComparer.Ordinal);
    private readonly FileSystemWatcher _watcher;

    public MailFolder(string folder)
    {
        _real = Directory.CreateDirectory(Path.Combine(folder, "mail.real")).FullName;
        Address = Path.Combine(folder, "mail");
        _watcher = new FileSystemWatcher(_real);
        _watcher.Renamed += (_, change) => _written.AddOrUpdate(change.Name ?? string.Empty, 1, (_, n) => n + 1);
        _watcher.EnableRaisingEvents = true;
        Open();
    }

    /// <summary>What the hosts are told.</summary>
    public string Address { get; }

    /// <summary>Names of the mails.</summary>
    public IReadOnlyList<string> Mails => [.. Directory.EnumerateFiles(_real, "*.eml").Select(path => Path.GetFileName(path))];

    /// <summary>Mails that were written more than once.</summary>
    public IReadOnlyList<string> WrittenAgain => [.. _written.Where(w => w.Value > 1).Select(w => w.Key)];

    /// <summary>Mails without text.</summary>
    public IReadOnlyList<string> Empty => [.. new DirectoryInfo(_real).EnumerateFiles("*.eml").Where(f => f.Length == 0).Select(f => f.Name)];

    /// <summary>Makes the folder unusable.</summary>
    public void Close()
    {
        File.Delete(Address);
        File.WriteAllText(Address, "not a folder");
    }

    /// <summary>Makes the folder usable again.</summary>
    public void Open()
    {
        File.Delete(Address);
        Directory.CreateSymbolicLink(Address, _real);
    }

    public void Dispose() => _watcher.Dispose();
}
