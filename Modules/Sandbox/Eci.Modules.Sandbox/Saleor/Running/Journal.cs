using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Eci.Modules.Sandbox.Saleor.Running;

/// <summary>The file with everything that changed the shop, one line each. Without a file nothing is kept.</summary>
internal sealed class Journal(IOptions<SaleorSimulatorOptions> options)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly string? _file = options.Value.StateFile is { Length: > 0 } file ? Path.GetFullPath(file) : null;

    public IEnumerable<JournalEntry> Read() => _file is null || !File.Exists(_file) ? [] : File.ReadLines(_file).Select(Parse).OfType<JournalEntry>();

    public async Task AddAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        if (_file is null)
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        await File.AppendAllTextAsync(_file, "\n" + JsonSerializer.Serialize(entry, Json), cancellationToken);
    }

    private static JournalEntry? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalEntry>(line, Json);
        }
        catch (JsonException)
        {
            // The last line is cut off when the process died while it wrote.
            return null;
        }
    }
}
