using Eci.Modules.Sandbox.Saleor.Api;
using Eci.Modules.Sandbox.Saleor.Desk;
using Eci.Modules.Sandbox.Saleor.Model;
using Eci.Modules.Sandbox.Saleor.Seed;
using Eci.Modules.Sandbox.Saleor.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Eci.Modules.Sandbox.Saleor.Running;

/// <summary>The running shop: lets callers in one after another, keeps a journal of changes, and has apps told of them.</summary>
internal sealed class SaleorShop(
    IOptions<SaleorSimulatorOptions> options, ShopApi api, Journal journal, WebhookComposer webhooks, IAppCalls calls, TimeProvider time) : IDisposable
{
    private readonly ShopGate _gate = new();
    private ShopData? _data;
    private volatile string _calledAt = "http://localhost:5080";

    /// <summary>Address of the shop without a path: the setting, or where it was called last.</summary>
    public string Origin => options.Value.BaseAddress?.GetLeftPart(UriPartial.Authority) ?? _calledAt;

    /// <summary>Address of the API, as apps are told it.</summary>
    public string ApiAddress => $"{Origin}{SaleorSimulator.ApiPath}";

    public void CalledAt(HttpRequest request) => _calledAt = $"{request.Scheme}://{request.Host}";

    /// <summary>Looks at the shop.</summary>
    public Task<T> ReadAsync<T>(Func<ShopData, T> look, CancellationToken cancellationToken) =>
        _gate.RunAsync(async () => look(await DataAsync(cancellationToken)), cancellationToken);

    /// <summary>Answers a question of an app, or of anybody.</summary>
    public Task<GraphQL.ExecutionResult> AskAsync(ApiRequest question, string? token, CancellationToken cancellationToken) => _gate.RunAsync(
        async () => await api.RunAsync(question, Request(await DataAsync(cancellationToken), token), cancellationToken), cancellationToken);

    /// <summary>Changes the shop. What has begun is finished, whether the caller waits for it or not.</summary>
    /// <param name="change">What to do.</param>
    /// <param name="token">Token of the app that does it; null for the staff.</param>
    /// <param name="cancellationToken">Stops waiting for other callers.</param>
    /// <exception cref="DeskException">It cannot be done.</exception>
    public Task<object?> ChangeAsync(ShopChange change, string? token, CancellationToken cancellationToken) => _gate.RunAsync(
        async () =>
        {
            var data = await DataAsync(cancellationToken);
            var request = Request(data, token);
            try
            {
                return await change.ApplyAsync(api, request, CancellationToken.None);
            }
            catch (DeskException)
            {
                _ = data.TakeEvents();
                throw;
            }
            finally
            {
                data.Changed();
                // Refused changes too: they use up numbers.
                var answers = ((NotedCalls)request.Calls).Answers;
                await journal.AddAsync(new JournalEntry(request.Now, request.App?.Id, change, answers, Opening: null), CancellationToken.None);
                await webhooks.ComposeAsync(data, data.TakeEvents(), request.Now, Origin);
            }
        },
        cancellationToken);

    /// <summary>Throws the shop away and opens another one. Apps stay installed, and numbers go on.</summary>
    public Task<ShopData> ReopenAsync(SeedSize size, CancellationToken cancellationToken) => _gate.RunAsync(
        async () =>
        {
            var before = await DataAsync(cancellationToken);
            return _data = await OpenAsync(new Opening(size, before.FirstFreeNumber), before, cancellationToken);
        },
        cancellationToken);

    public void Dispose() => _gate.Dispose();

    private ShopRequest Request(ShopData data, string? token)
    {
        var app = token is null ? null : data.Apps.All.FirstOrDefault(app => app.Token == token && app.IsActive is true);
        return new ShopRequest(data, app, Now(), Origin) { Calls = new NotedCalls(calls) };
    }

    /// <summary>In whole microseconds, as times are shown.</summary>
    private DateTimeOffset Now()
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    private async Task<ShopData> DataAsync(CancellationToken cancellationToken) => _data ??= await ReplayAsync()
        ?? await OpenAsync(new Opening(new SeedSize(options.Value.Products), options.Value.FirstOrderNumber), before: null, cancellationToken);

    private async Task<ShopData> OpenAsync(Opening opening, ShopData? before, CancellationToken cancellationToken)
    {
        var entry = new JournalEntry(Now(), App: null, Change: null, Answers: [], opening);
        await journal.AddAsync(entry, cancellationToken);
        return opening.Open(before, entry.At);
    }

    /// <summary>The shop as the journal leaves it; null when there is no journal.</summary>
    private async Task<ShopData?> ReplayAsync()
    {
        ShopData? data = null;
        foreach (var entry in journal.Read())
        {
            if (entry.Opening is { } opening)
                data = opening.Open(data, entry.At);
            else if (data is not null && entry.Change is { } change)
                await ReplayAsync(data, entry, change);
        }

        return data;
    }

    private async Task ReplayAsync(ShopData data, JournalEntry entry, ShopChange change)
    {
        var request = new ShopRequest(data, data.Apps.Find(entry.App), entry.At, Origin) { Calls = new RepeatedCalls(entry.Answers) };
        try
        {
            await change.ApplyAsync(api, request, CancellationToken.None);
        }
        catch (DeskException)
        {
            // It was refused on the day, too.
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            journal.NotRepeated(entry, exception);
        }

        data.Changed();
        _ = data.TakeEvents();
    }
}
