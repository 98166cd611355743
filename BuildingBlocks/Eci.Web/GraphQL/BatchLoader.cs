using GraphQL.DataLoader;

namespace Eci.Web.GraphQL;

/// <summary>
/// Collects the keys that the fields of one level ask for, loads them with one call and remembers the answers. Make one per request
/// and entity, in a scoped service. Not safe for use by several threads: the endpoint runs the fields of a request one after another.
/// </summary>
/// <typeparam name="TKey">What is asked for.</typeparam>
/// <typeparam name="TValue">What is answered.</typeparam>
public sealed class BatchLoader<TKey, TValue>
    where TKey : notnull
{
    private readonly Func<IReadOnlyList<TKey>, CancellationToken, Task<IReadOnlyDictionary<TKey, TValue>>> _load;
    private readonly TValue _ifMissing;
    private readonly Dictionary<TKey, Batch> _batches = [];
    private Batch? _open;

    /// <param name="load">Loads many keys, each given once. May leave out keys it does not find.</param>
    /// <param name="ifMissing">The answer for keys that were left out.</param>
    public BatchLoader(Func<IReadOnlyList<TKey>, CancellationToken, Task<IReadOnlyDictionary<TKey, TValue>>> load, TValue ifMissing)
    {
        _load = load;
        _ifMissing = ifMissing;
    }

    /// <summary>Asks for a key. The load happens when the executor needs the first answer of the level.</summary>
    public IDataLoaderResult<TValue> LoadAsync(TKey key)
    {
        if (!_batches.TryGetValue(key, out var batch))
        {
            batch = _open ??= new Batch(this);
            batch.Keys.Add(key);
            _batches.Add(key, batch);
        }

        return new Answer(batch, key);
    }

    private sealed class Batch(BatchLoader<TKey, TValue> loader)
    {
        private Task<IReadOnlyDictionary<TKey, TValue>>? _loading;

        public List<TKey> Keys { get; } = [];

        public async Task<TValue> GetAsync(TKey key, CancellationToken cancellationToken)
        {
            _loading ??= LoadAsync(cancellationToken);
            return (await _loading).TryGetValue(key, out var value) ? value : loader._ifMissing;
        }

        private async Task<IReadOnlyDictionary<TKey, TValue>> LoadAsync(CancellationToken cancellationToken)
        {
            loader._open = null;
            return await loader._load(Keys, cancellationToken);
        }
    }

    private sealed class Answer(Batch batch, TKey key) : IDataLoaderResult<TValue>
    {
        public Task<TValue> GetResultAsync(CancellationToken cancellationToken = default) => batch.GetAsync(key, cancellationToken);

        async Task<object?> IDataLoaderResult.GetResultAsync(CancellationToken cancellationToken) => await GetResultAsync(cancellationToken);
    }
}

/// <summary>Makes the usual kinds of <see cref="BatchLoader{TKey,TValue}"/>.</summary>
public static class BatchLoader
{
    /// <summary>At most one value per key; null when there is none.</summary>
    public static BatchLoader<TKey, TValue?> One<TKey, TValue>(
        Func<IReadOnlyList<TKey>, CancellationToken, Task<List<TValue>>> load,
        Func<TValue, TKey> keyOf)
        where TKey : notnull
        where TValue : class => new(
            async (keys, cancellationToken) => (await load(keys, cancellationToken)).ToDictionary(keyOf, v => (TValue?)v),
            ifMissing: null);

    /// <summary>Any number of values per key, in the order they were loaded; an empty list when there are none.</summary>
    public static BatchLoader<TKey, IReadOnlyList<TValue>> Many<TKey, TValue>(
        Func<IReadOnlyList<TKey>, CancellationToken, Task<List<TValue>>> load,
        Func<TValue, TKey> keyOf)
        where TKey : notnull => new(
            async (keys, cancellationToken) => (await load(keys, cancellationToken))
                .GroupBy(keyOf)
                .ToDictionary(g => g.Key, g => (IReadOnlyList<TValue>)g.ToList()),
            ifMissing: []);
}
