using Refit;

namespace Eci.Modules.Saleor.Client;

/// <summary>The one call that all operations are made by. Answers are read by <see cref="SaleorClient"/>.</summary>
internal interface ISaleorApi
{
    /// <param name="url">GraphQL endpoint of the shop.</param>
    /// <param name="bearer">Given with every call: shops have tokens of their own and share the client.</param>
    /// <param name="traceId">Value of <c>eci-trace-id</c>; null: none.</param>
    /// <param name="repeatable">Whether the call may be made twice when the connection breaks.</param>
    /// <param name="request">The operation.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    [Post("")]
    Task<HttpResponseMessage> PostAsync(
        [Url] string url,
        [Header("Authorization")] string bearer,
        [Header("eci-trace-id")] string? traceId,
        [Property(SaleorHttp.Repeatable)] bool repeatable,
        [Body] SaleorRequest request,
        CancellationToken cancellationToken);
}

/// <summary>A GraphQL request.</summary>
internal sealed record SaleorRequest(string OperationName, string Query, object? Variables);
