using System.Text;
using System.Text.Json;
using Eci.Modules.Sandbox.Saleor.Desk;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Eci.Modules.Sandbox.Saleor.Running;

/// <summary>The file with everything that changed the shop, one line each. It belongs to one process. Without a file nothing is kept.</summary>
internal sealed partial class Journal(IOptions<SaleorSimulatorOptions> options, ILogger<Journal> logger) : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly string? _path = options.Value.StateFile is { Length: > 0 } file ? Path.GetFullPath(file) : null;
    private FileStream? _file;

    /// <summary>Everything that was written until now, the oldest first. Lines that make no sense are left out.</summary>
    /// <exception cref="DeskException">The file belongs to another process.</exception>
    public IEnumerable<JournalEntry> Read()
    {
        if (_path is null)
            yield break;
        _file ??= Open(_path);
        _file.Position = 0;
        using var reader = new StreamReader(_file, leaveOpen: true);
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (line.Length > 0 && Parse(line, number) is { } entry)
                yield return entry;
        }
    }

    /// <summary>Adds a line, after <see cref="Read"/>. It begins on a line of its own whatever became of the one before.</summary>
    public async Task AddAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        if (_file is null)
            return;
        _file.Seek(0, SeekOrigin.End);
        await _file.WriteAsync(Encoding.UTF8.GetBytes("\n" + JsonSerializer.Serialize(entry, Json)), cancellationToken);
        await _file.FlushAsync(cancellationToken);
    }

    /// <summary>Notes that a change cannot be repeated; the shop goes on without it.</summary>
    public void NotRepeated(JournalEntry entry, Exception exception) => LogNotRepeated(logger, _path, entry.At, exception);

    public void Dispose() => _file?.Dispose();

    private static FileStream Open(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new DeskException(
                $"The shop belongs to another process, or its file cannot be used. Give this one another {SaleorSimulatorOptions.Section}:StateFile. {exception.Message}");
        }
    }

    private JournalEntry? Parse(string line, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalEntry>(line, Json);
        }
        catch (JsonException)
        {
            // The last line is cut off when the process died while it wrote.
            LogUnreadable(logger, _path, number);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Line {Number} of {File} is cut off or damaged; the sandbox's shop goes on without it.")]
    private static partial void LogUnreadable(ILogger logger, string? file, int number);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What happened in the sandbox's shop at {At} cannot be repeated from {File}; it goes on without it.")]
    private static partial void LogNotRepeated(ILogger logger, string? file, DateTimeOffset at, Exception exception);
}
