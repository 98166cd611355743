using Eci.Vocabulary;

namespace Eci.Modules.Saleor.Contracts;

/// <summary>A record of a Saleor shop is to be brought up to date. Topic <c>saleor.sync.requested</c>.</summary>
/// <inheritdoc cref="ISyncRequest"/>
public sealed record SaleorSyncRequested(string TenantId, string AppId, string Entity, SyncDirection Direction, string Key) : ISyncRequest;
