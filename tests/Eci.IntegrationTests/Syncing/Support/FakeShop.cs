using System.Collections.Concurrent;
using Eci.Core;
using Eci.Sync;

namespace Eci.IntegrationTests.Syncing.Support;

/// <summary>A record of the shop.</summary>
/// <param name="Id">Its id there.</param>
/// <param name="Name">What it is called.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="Needs">Name of the product it needs in the hub; null: none.</param>
/// <param name="Reference">The hub's id of what it was made for; null: made there.</param>
internal sealed record Item(string Id, string Name, DateTimeOffset UpdatedAt, string? Needs = null, string? Reference = null);

/// <summary>A shop in memory that counts what it is asked. Hosts may share it.</summary>
internal sealed class FakeShop(TimeProvider time)
{
    private const int PageSize = 10;

    private readonly ConcurrentDictionary<(string AppId, string Entity, string Id), Item> _items = new();
    private int _pages;
    private int _reads;
    private int _searches;
    private int _created;
    private int _updated;

    public int Pages => _pages;

    public int Reads => _reads;

    public int Searches => _searches;

    public int Created => _created;

    public int Updated => _updated;

    public int Requests => _pages + _reads + _searches + _created + _updated;

    /// <summary>Windows that were asked for.</summary>
    public ConcurrentQueue<DateTimeOffset?> Windows { get; } = new();

    /// <summary>Called before each request; what it throws is the answer.</summary>
    public Func<App, Task>? OnRequest { get; set; }

    /// <summary>Called between the change and its answer; what it throws is the answer.</summary>
    public Func<Task>? OnAnswer { get; set; }

    /// <summary>Called before each request for a page, with the kind of record; what it throws is the answer.</summary>
    public Action<string>? OnPage { get; set; }

    /// <summary>Called before each request for single records, with their ids; what it throws is the answer.</summary>
    public Action<IReadOnlyCollection<string>>? OnRead { get; set; }

    /// <summary>Ids that lists leave out, although single requests find them.</summary>
    public ConcurrentDictionary<string, bool> Unlisted { get; } = new(StringComparer.Ordinal);

    /// <summary>The last page names the first one as the next.</summary>
    public bool GoesRoundInCircles { get; set; }

    /// <summary>Parts throw when they are asked to store a record of this name.</summary>
    public string? Poison { get; set; }

    public void Put(App app, string entity, string id, string name, string? needs = null, DateTimeOffset? updatedAt = null) =>
        _items[(app.Id, entity, id)] = new Item(id, name, updatedAt ?? time.GetUtcNow(), needs);

    public void Remove(App app, string entity, string id) => _items.TryRemove((app.Id, entity, id), out _);

    public IReadOnlyList<Item> All(App app, string entity) =>
        [.. _items.Where(i => i.Key.AppId == app.Id && i.Key.Entity == entity).Select(i => i.Value).OrderBy(i => i.UpdatedAt).ThenBy(i => i.Id)];

    public async Task<PulledPage> PageAsync(App app, string entity, DateTimeOffset? since, string? cursor)
    {
        await AnswerAsync(app, () => _pages++);
        OnPage?.Invoke(entity);
        Windows.Enqueue(since);
        var all = All(app, entity).Where(i => (since is null || i.UpdatedAt >= since) && !Unlisted.ContainsKey(i.Id)).ToList();
        var from = cursor is null ? 0 : int.Parse(cursor, System.Globalization.CultureInfo.InvariantCulture);
        var next = from + PageSize < all.Count ? (from + PageSize).ToString(System.Globalization.CultureInfo.InvariantCulture) : null;
        return new PulledPage([.. all.Skip(from).Take(PageSize).Select(Pulled)], GoesRoundInCircles && all.Count > PageSize ? next ?? "0" : next, all.Count);
    }

    public async Task<IReadOnlyList<PulledRecord>> ReadAsync(App app, string entity, IReadOnlyCollection<string> ids)
    {
        await AnswerAsync(app, () => _reads++);
        OnRead?.Invoke(ids);
        return [.. All(app, entity).Where(i => ids.Contains(i.Id)).Select(Pulled)];
    }

    public async Task<Item?> SearchAsync(App app, string entity, string reference)
    {
        await AnswerAsync(app, () => _searches++);
        return All(app, entity).FirstOrDefault(i => i.Reference == reference);
    }

    public async Task<Item> CreateAsync(App app, string entity, string reference, string name)
    {
        await AnswerAsync(app, () => _created++);
        var item = new Item($"x{_created}", name, time.GetUtcNow(), Reference: reference);
        _items[(app.Id, entity, item.Id)] = item;
        await (OnAnswer?.Invoke() ?? Task.CompletedTask);
        return item;
    }

    public async Task UpdateAsync(App app, string entity, string id, string name)
    {
        await AnswerAsync(app, () => _updated++);
        _items[(app.Id, entity, id)] = _items[(app.Id, entity, id)] with { Name = name, UpdatedAt = time.GetUtcNow() };
    }

    private async Task AnswerAsync(App app, Action count)
    {
        lock (_items)
            count();
        if (OnRequest is { } act)
            await act(app);
    }

    private static PulledRecord Pulled(Item item) => item.Name.StartsWith("broken", StringComparison.Ordinal)
        ? PulledRecord.Unreadable(item.Id, item.Name, "The record is not what was agreed.")
        : new PulledRecord(item.Id, item.UpdatedAt, PulledRecord.HashOf($"{item.Name}|{item.Needs}"), item);
}
