using System.Net;
using System.Security.Cryptography;
using System.Text;
using Eci.Carriers;

namespace Eci.Modules.Ups.Client;

/// <summary>Keeps one token per client until shortly before it expires. However many ask at once, it is fetched once.</summary>
internal sealed class UpsTokens(UpsGateway ups, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>A token for a client.</summary>
    /// <exception cref="CarrierRefusedException">UPS does not know the client.</exception>
    /// <exception cref="CarrierThrottledException">No tokens for now.</exception>
    /// <exception cref="CarrierAnswerException">The answer holds no token.</exception>
    /// <exception cref="HttpRequestException">UPS cannot be reached, or reports an error of its own.</exception>
    public Task<string> GetAsync(UpsCredentials credentials, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            // Secrets are not kept as keys. An entry that is being fetched is shared by all who ask.
            var key = Key(credentials);
            if (!_entries.TryGetValue(key, out var entry) || !entry.IsGood(time.GetUtcNow()))
            {
                Forget();
                entry = _entries[key] = new Entry();
                entry.Token = FetchAsync(entry, credentials);
            }

            return entry.Token.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Asks for a token whatever is known, to find out whether the client is good. Throws as <see cref="GetAsync"/> does.</summary>
    public async Task TryAsync(UpsCredentials credentials, CancellationToken cancellationToken) => await AskAsync(credentials, cancellationToken);

    /// <summary>Throws a token away that UPS did not accept; one that was fetched since stays.</summary>
    public void Reject(UpsCredentials credentials, string token)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(Key(credentials), out var entry) && string.Equals(entry.Value, token, StringComparison.Ordinal))
                entry.RenewAt = DateTimeOffset.MinValue;
        }
    }

    private static string Key(UpsCredentials credentials) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{credentials.ClientId}\n{credentials.ClientSecret}")));

    private async Task<string> FetchAsync(Entry entry, UpsCredentials credentials)
    {
        var token = await AskAsync(credentials, CancellationToken.None);
        lock (_gate)
        {
            entry.Value = token.Value;
            entry.RenewAt = token.RenewAt;
        }

        return token.Value;
    }

    private async Task<UpsToken> AskAsync(UpsCredentials credentials, CancellationToken cancellationToken)
    {
        var askedAt = time.GetUtcNow();
        var reply = await ups.CreateTokenAsync(credentials, cancellationToken);
        return reply.Status is HttpStatusCode.OK ? UpsToken.Read(reply, askedAt) : throw Failure(reply);
    }

    private static Exception Failure(UpsReply reply)
    {
        var failure = UpsErrors.In(reply).Failure(reply, "the question for a token");
        return reply.Status is HttpStatusCode.BadRequest && failure is CarrierAnswerException ? new CarrierRefusedException(failure.Message) : failure;
    }

    /// <summary>Clients whose keys were changed are never asked for again.</summary>
    private void Forget()
    {
        var now = time.GetUtcNow();
        foreach (var (key, _) in _entries.Where(e => !e.Value.IsGood(now)).ToList())
            _entries.Remove(key);
    }

    private sealed class Entry
    {
        public Task<string> Token { get; set; } = Task.FromResult(string.Empty);

        public string? Value { get; set; }

        public DateTimeOffset RenewAt { get; set; } = DateTimeOffset.MaxValue;

        public bool IsGood(DateTimeOffset now) => now < RenewAt && Token is { IsFaulted: false, IsCanceled: false };
    }
}
