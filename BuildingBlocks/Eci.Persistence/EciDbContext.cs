using System.Linq.Expressions;
using System.Reflection;
using Eci.Core;
using Eci.Persistence.Audit;
using Eci.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Persistence;

/// <summary>
/// The one context of the hub, composed from every <see cref="IModelContribution"/>. Rows of <see cref="ITenantOwned"/> entities are
/// filtered by, and checked against, the <see cref="TenantScope"/> of the unit of work.
/// </summary>
public sealed class EciDbContext : DbContext
{
    private static readonly MethodInfo FilterMethod =
        typeof(EciDbContext).GetMethod(nameof(TenantFilter), BindingFlags.Instance | BindingFlags.NonPublic)!;

    private readonly IServiceProvider _services;
    private readonly IWriteGate _writeGate;
    private readonly TimeProvider _time;
    private TenantScope _scope = new();

    public EciDbContext(DbContextOptions<EciDbContext> options)
        : base(options)
    {
        _services = options.FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider
            ?? throw new InvalidOperationException("EciDbContext must be created by dependency injection.");
        _writeGate = _services.GetRequiredService<IWriteGate>();
        _time = _services.GetRequiredService<TimeProvider>();
        ChangeTracker.LazyLoadingEnabled = false;
    }

    private string? CurrentTenantId => _scope.TenantId;

    private bool AllTenants => _scope.AllTenants;

    /// <summary>Binds the unit of work to its tenant. Called once when the context is handed out.</summary>
    public void Bind(TenantScope scope) => _scope = scope;

    /// <summary>
    /// Records in the audit log, with the next save, that the actor of the unit of work did something that changes no audited row. Does
    /// nothing for the hub's own work.
    /// </summary>
    /// <param name="action">What was done, in the past tense: <c>replayed</c>.</param>
    /// <param name="subject">Kind of what it was done to: <c>DeadLetter</c>.</param>
    /// <param name="subjectId">Its id, if it has one.</param>
    /// <param name="details">JSON without secrets and personal data.</param>
    /// <exception cref="InvalidOperationException">The unit of work belongs to no single tenant.</exception>
    public void Audit(string action, string subject, string? subjectId, string? details = null)
    {
        if (_scope.Actor is not { } actor)
            return;
        var tenantId = CurrentTenantId ?? throw new InvalidOperationException("Only what is done to one tenant can be recorded.");
        Add(AuditTrail.New(tenantId, actor, action, subject, subjectId, details, _time.GetUtcNow()));
    }

    /// <summary>
    /// Counts a change of what belongs to a row as a change of the row: it gets a new version and time, and of two units of work that do so
    /// at once one begins again.
    /// </summary>
    /// <param name="row">A tracked row.</param>
    public void Touch(IVersioned row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var entry = Entry((object)row);
        if (entry.State is EntityState.Unchanged)
            entry.Property(nameof(IVersioned.Version)).IsModified = true;
    }

    /// <summary>Writes all changes in one transaction; on SQLite behind the process's single writer.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        Prepare();
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            using var turn = await _writeGate.EnterAsync(cancellationToken);
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    /// <exception cref="NotSupportedException">Always: the hub writes asynchronously.</exception>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Use SaveChangesAsync.");

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        foreach (var contribution in _services.GetServices<IModelContribution>())
            contribution.Configure(modelBuilder);
        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(e => e.BaseType is null && typeof(ITenantOwned).IsAssignableFrom(e.ClrType)))
        {
            var filter = (LambdaExpression)FilterMethod.MakeGenericMethod(entity.ClrType).Invoke(this, null)!;
            modelBuilder.Entity(entity.ClrType).HasQueryFilter(filter);
        }

        ModelConventions.Apply(modelBuilder, Database.ProviderName!);
    }

    private Expression<Func<T, bool>> TenantFilter<T>()
        where T : class, ITenantOwned => row => AllTenants || row.TenantId == CurrentTenantId;

    private void Prepare()
    {
        ChangeTracker.DetectChanges();
        var now = _time.GetUtcNow();
        var audit = new List<AuditEntry>();
        foreach (var entry in ChangeTracker.Entries())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted))
                continue;
            if (entry.Entity is ITenantOwned owned && !AllTenants && !string.Equals(owned.TenantId, CurrentTenantId, StringComparison.Ordinal))
                throw new TenantMismatchException(entry.Metadata.DisplayName());
            if (entry.Entity is ITimestamped stamped && entry.State is not EntityState.Deleted)
            {
                if (entry.State is EntityState.Added)
                    stamped.CreatedAt = now;
                stamped.UpdatedAt = now;
            }

            if (entry is { Entity: IVersioned versioned, State: EntityState.Modified })
                versioned.Version++;
            if (_scope.Actor is { } actor && entry.Entity is IAudited && AuditTrail.Of(entry, actor, now) is { } record)
                audit.Add(record);
        }

        AddRange(audit);
        ChangeTracker.DetectChanges();
    }
}

/// <summary>A unit of work tried to write a row of another tenant. Nothing was written.</summary>
public sealed class TenantMismatchException(string entity)
    : Exception($"A {entity} of another tenant cannot be written in this unit of work.");
