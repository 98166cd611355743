using GraphQL.DataLoader;

namespace Eci.Web.GraphQL;

/// <summary>Works with answers of batch loaders before they are there.</summary>
public static class DataLoaderResults
{
    /// <summary>The answer, turned into another once it is there.</summary>
    public static IDataLoaderResult<TNext> Then<T, TNext>(this IDataLoaderResult<T> result, Func<T, TNext> next) => new Mapped<T, TNext>(result, next);

    private sealed class Mapped<T, TNext>(IDataLoaderResult<T> result, Func<T, TNext> next) : IDataLoaderResult<TNext>
    {
        public async Task<TNext> GetResultAsync(CancellationToken cancellationToken = default) => next(await result.GetResultAsync(cancellationToken));

        async Task<object?> IDataLoaderResult.GetResultAsync(CancellationToken cancellationToken) => await GetResultAsync(cancellationToken);
    }
}
