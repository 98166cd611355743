using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Eci.Modules.Sandbox.Saleor.Running;

/// <summary>The file with everything that changed the shop, one line each. Without a file nothing is kept.</summary>
internal sealed class Journal(IOptions<SaleorSimulatorOptions> options)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly string? _file = options.Value.StateFile is { Length: > 0 } file ? Path.GetFullPath(file) : null;

    public IReadOnlyList<string> Read() => _file is not null && File.Exists(_file) ? [.. File.ReadLines(_file).Where(line => line.Length > 0)] : [];

    public static T? Parse<T>(string line)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, Json);
        }
        catch (JsonException)
        {
            // The last line is cut off when the process died while it wrote.
            return null;
        }
    }

    public async Task AddAsync<T>(T entry, CancellationToken cancellationToken)
    {
        if (_file is null)
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        await File.AppendAllTextAsync(_file, JsonSerializer.Serialize(entry, Json) + "\n", cancellationToken);
    }

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        if (_file is not null)
            File.Delete(_file);
    }
}
