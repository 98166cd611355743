using System.Globalization;
using Eci.Commerce;
using Eci.Core;
using Eci.Management.Kinds;
using Eci.Modules.Dpd.ReceivePush;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.Dpd;

/// <summary>Describes <see cref="DpdApp"/>: no settings, no credentials, a webhook whose address is the secret.</summary>
internal sealed class DpdKind(IServiceScopeFactory scopes, TimeProvider time) : AppKind<DpdApp>
{
    public override string Kind => DpdApp.Kind;

    public override string Label => "DPD";

    public override string Role => IntegrationRole.Carrier;

    public override WebhookForm Webhook { get; } = new($"/api{DpdPushEndpoint.Route}", TakesSecret: false);

    protected override DpdApp Create(AppHead head, KindValues settings, KindValues credentials) =>
        new() { Id = head.Id, TenantId = head.TenantId, Name = head.Name };

    /// <summary>DPD cannot be asked anything; what can be told is whether it could call, and when it last did.</summary>
    protected override async Task<ConnectionVerdict> TryConnectionAsync(DpdApp app, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateScopeOf(app.TenantId);
        var database = scope.ServiceProvider.GetRequiredService<EciDbContext>();
        var now = time.GetUtcNow();
        if (!await database.Set<IncomingWebhook>().AnyAsync(w => w.AppId == app.Id && (w.ExpiresAt == null || w.ExpiresAt > now), cancellationToken))
            return new ConnectionVerdict(Works: false, "The app has no webhook yet: create one and tell DPD its address.");
        var last = await database.Set<PackageEvent>().Where(e => e.AppId == app.Id).MaxAsync(e => (DateTimeOffset?)e.RecordedAt, cancellationToken);
        return new ConnectionVerdict(Works: true, last is { } at
            ? string.Create(CultureInfo.InvariantCulture, $"DPD cannot be asked; its last scan of a known parcel came at {at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC.")
            : "DPD cannot be asked; it has told of no known parcel yet.");
    }
}
