using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Eci.Web.Security;

/// <summary>
/// Writes down when keys were last used, to the minute: at most once a minute and key, behind the back of the request, which neither
/// waits for it nor fails with it.
/// </summary>
internal sealed partial class ApiKeyUsage(IApiKeyStore store, ILogger<ApiKeyUsage> logger) : BackgroundService
{
    private const int MostWaiting = 1024;

    private readonly ConcurrentDictionary<string, DateTimeOffset> _written = new(StringComparer.Ordinal);
    private readonly Channel<Use> _uses = Channel.CreateBounded<Use>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>The key was used now.</summary>
    public void Used(string keyId, DateTimeOffset now)
    {
        var minute = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        var isKnown = _written.TryGetValue(keyId, out var last);
        if (isKnown ? last < minute && _written.TryUpdate(keyId, minute, last) : _written.TryAdd(keyId, minute))
            _uses.Writer.TryWrite(new Use(keyId, minute));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var use in _uses.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await store.MarkUsedAsync(use.KeyId, use.Minute, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailure(use.KeyId, exception.GetType().Name);
            }
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "That the API key {KeyId} was used could not be written down ({Error})")]
    private partial void LogFailure(string keyId, string error);

    private readonly record struct Use(string KeyId, DateTimeOffset Minute);
}
