using GraphQLParser.AST;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace Eci.Web.GraphQL.Execution;

/// <summary>
/// Keeps parsed documents for repetition, bounded by the length of their texts. Only documents that ran for a caller with a key get in,
/// so that nobody else can push those out.
/// </summary>
internal sealed class DocumentCache(IOptions<GraphQLOptions> options) : IDisposable
{
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    private readonly MemoryCache _documents = new(new MemoryCacheOptions { SizeLimit = options.Value.CachedDocumentCharacters });

    public GraphQLDocument? Find(string text) => _documents.Get<GraphQLDocument>(text);

    public void Keep(string text, GraphQLDocument document) =>
        _documents.Set(text, document, new MemoryCacheEntryOptions { Size = text.Length, SlidingExpiration = Idle });

    public void Dispose() => _documents.Dispose();
}
