using System.Diagnostics.CodeAnalysis;
using MailKit;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;

namespace Eci.Mail.Smtp;

/// <summary>A few open connections to the mail server, reused while they are fresh.</summary>
internal sealed class SmtpConnections(IOptions<SmtpOptions> options, TimeProvider time) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Stack<Idle> _idle = new();
    private readonly Lazy<SemaphoreSlim> _places = new(() => new SemaphoreSlim(options.Value.MaxConnections));
    private ITimer? _sweep;
    private bool _disposed;

    private TimeSpan IdleTime => TimeSpan.FromSeconds(options.Value.IdleSeconds);

    /// <summary>Runs an action on an open connection. The connection is kept only if the action succeeds or says that it is still in order.</summary>
    public async Task<T> UseAsync<T>(Func<SmtpClient, Task<T>> action, Func<Exception, bool> leavesItInOrder, CancellationToken cancellationToken)
    {
        await _places.Value.WaitAsync(cancellationToken);
        SmtpClient? client = null;
        try
        {
            client = await TakeFreshAsync(cancellationToken) ?? await OpenAsync(cancellationToken);
            var result = await action(client);
            PutBack(ref client);
            return result;
        }
        catch (Exception e) when (client is { IsConnected: true } && leavesItInOrder(e))
        {
            PutBack(ref client);
            throw;
        }
        finally
        {
            client?.Dispose();
            _places.Value.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        List<SmtpClient> open;
        lock (_lock)
        {
            _disposed = true;
            open = [.. _idle.Select(i => i.Client)];
            _idle.Clear();
        }

        if (_sweep is not null)
            await _sweep.DisposeAsync();
        foreach (var client in open)
            client.Dispose();
    }

    private async Task<SmtpClient?> TakeFreshAsync(CancellationToken cancellationToken)
    {
        while (Pop() is { } idle)
        {
            var fresh = false;
            try
            {
                fresh = time.GetElapsedTime(idle.Since) <= IdleTime && await AnswersAsync(idle.Client, cancellationToken);
                if (fresh)
                    return idle.Client;
            }
            finally
            {
                if (!fresh)
                    idle.Client.Dispose();
            }
        }

        return null;
    }

    /// <summary>Servers close quiet connections; finding out before the mail costs one round trip and no doubt about what was sent.</summary>
    private static async Task<bool> AnswersAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.NoOpAsync(cancellationToken);
            return true;
        }
        catch (Exception e) when (e is IOException or CommandException or ProtocolException or ServiceNotConnectedException)
        {
            return false;
        }
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The caller owns the opened client.")]
    private async Task<SmtpClient> OpenAsync(CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var client = new SmtpClient { Timeout = settings.TimeoutSeconds * 1000 };
        try
        {
            await client.ConnectAsync(settings.Host, settings.Port, settings.SocketOptions, cancellationToken);
            if (!string.IsNullOrEmpty(settings.User))
                await client.AuthenticateAsync(settings.User, settings.Password ?? string.Empty, cancellationToken);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private void PutBack(ref SmtpClient? client)
    {
        if (client is not { IsConnected: true } || IdleTime == TimeSpan.Zero)
            return;

        lock (_lock)
        {
            if (_disposed)
                return;
            _idle.Push(new Idle(client, time.GetTimestamp()));
            _sweep ??= time.CreateTimer(static pool => ((SmtpConnections)pool!).CloseStale(), this, IdleTime, IdleTime);
        }

        client = null;
    }

    private Idle? Pop()
    {
        lock (_lock)
            return _idle.TryPop(out var idle) ? idle : null;
    }

    private void CloseStale()
    {
        List<Idle> stale;
        lock (_lock)
        {
            stale = [.. _idle.Where(i => time.GetElapsedTime(i.Since) >= IdleTime)];
            var fresh = _idle.Except(stale).Reverse().ToList();
            _idle.Clear();
            fresh.ForEach(_idle.Push);
        }

        stale.ForEach(i => i.Client.Dispose());
    }

    private sealed record Idle(SmtpClient Client, long Since);
}
