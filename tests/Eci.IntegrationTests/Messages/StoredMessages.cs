using Eci.Core;
using Eci.IntegrationTests.Tracking;
using Eci.Messaging.Storage;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using StoredDelivery = Eci.Messaging.Storage.Delivery;

namespace Eci.IntegrationTests.Messages;

/// <summary>Messages of a host that handles none, and what is asked about them over GraphQL.</summary>
internal abstract class StoredMessages(DatabaseKind kind) : TrackingFixture(kind)
{
    protected const string Queue = "tracking-notifications";
    protected const string Topic = "tracking.package.state.transition";

    private readonly StatementCounter _statements = new();

    protected static DateTimeOffset Noon { get; } = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    protected override void Configure(EciTestHostOptions options)
    {
        options.Settings["Eci:Roles"] = "api";
        options.Services = services => services.AddSingleton<IInterceptor>(_statements);
    }

    protected static Message NewMessage(string tenantId, int minute = 0, string topic = Topic, string? key = null, string? traceId = null, string? parent = null) => new()
    {
        Id = Guid.NewGuid(),
        Topic = topic,
        TenantId = tenantId,
        Key = key,
        Body = """{"messageId":"1","message":{"state":"IN_TRANSIT"}}""",
        TraceId = traceId,
        TraceParent = parent is null ? null : $"00-{parent}-00f067aa0ba902b7-01",
        CreatedAt = Noon.AddMinutes(minute),
    };

    protected static StoredDelivery NewDelivery(Message message, string queue = Queue, int attempts = 0, string? lastError = null) => new()
    {
        MessageId = message.Id,
        Endpoint = queue,
        DueAt = Noon,
        Attempts = attempts,
        LastError = lastError,
    };

    protected static DeadLetter NewLetter(Message message, int minute = 0, string queue = Queue, string errorType = "MailProviderException") => new()
    {
        Id = Ids.New(IdPrefix.DeadLetter),
        MessageId = message.Id,
        Topic = message.Topic,
        TenantId = message.TenantId,
        Endpoint = queue,
        Attempts = 8,
        ErrorType = errorType,
        Error = "The mail provider does not answer.",
        FailedAt = Noon.AddMinutes(minute),
    };

    protected async Task<int> StatementsAsync(Func<Task> work)
    {
        var before = _statements.Count;
        await work();
        return _statements.Count - before;
    }

    protected Task<long> CountAsync(string table, Shop shop) => Host.ScalarAsync($"SELECT count(*) FROM {table} WHERE tenant_id = '{shop.TenantId}'");

    protected Task<long> DeliveriesAsync(Shop shop) => Host.ScalarAsync(
        $"SELECT count(*) FROM messaging_delivery d JOIN messaging_message m ON m.id = d.message_id WHERE m.tenant_id = '{shop.TenantId}'");
}
