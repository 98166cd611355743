using Eci.Core;
using Eci.Persistence;
using Eci.Sync.Linking;
using Eci.Sync.Requests;
using Eci.Sync.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Sync.Engine;

/// <summary>
/// A unit of work of its own for one app: what is stored, its links, the states of its records and the messages commit together. It is
/// apart from the delivery that asked for it, so that a record that cannot be stored can still be marked as failed.
/// </summary>
internal sealed class SyncUnit : IAsyncDisposable
{
    private readonly AsyncServiceScope _scope;

    private SyncUnit(AsyncServiceScope scope, SyncContext context)
    {
        _scope = scope;
        Context = context;
    }

    public SyncContext Context { get; }

    public EciDbContext Database => Context.Database;

    public static SyncUnit Open(IServiceScopeFactory scopes, App app, bool isDryRun = false)
    {
        var scope = scopes.CreateScopeOf(app.TenantId);
        return new SyncUnit(scope, scope.ServiceProvider.GetRequiredService<SyncContexts>().Create(app, isDryRun));
    }

    public T Part<T>(SyncPartInfo part)
        where T : ISyncPart => (T)_scope.ServiceProvider.GetRequiredService(part.Implementation);

    public RecordRows Records => _scope.ServiceProvider.GetRequiredService<RecordRows>();

    public RequestWriter Requests => _scope.ServiceProvider.GetRequiredService<RequestWriter>();

    /// <summary>Tells the observers of the records, asks for what is wished, wakes what waited, and commits.</summary>
    public async Task SaveAsync(IEnumerable<SyncRecord> handled, CancellationToken cancellationToken)
    {
        var observers = _scope.ServiceProvider.GetServices<ISyncObserver>().Where(o => o.AppType.IsInstanceOfType(Context.App)).ToList();
        if (observers.Count > 0)
        {
            foreach (var record in handled)
            {
                foreach (var observer in observers)
                    await observer.HandledAsync(Context, record, cancellationToken);
            }
        }

        await Requests.AskAsync(Context.App, Context.Wishes, cancellationToken);
        await Requests.WakeAsync(Context.Stored, cancellationToken);
        await SyncContexts.StoreLinksAsync(Context, cancellationToken);
        await Database.SaveChangesAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => _scope.DisposeAsync();
}
