using Eci.Core;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Host.Commands;

/// <summary>
/// The unit of work of a command that changes something: what it changes is recorded in the audit log in the name of the user of the
/// operating system.
/// </summary>
internal sealed class CommandScope : IAsyncDisposable
{
    private readonly AsyncServiceScope _scope;

    private CommandScope(AsyncServiceScope scope)
    {
        _scope = scope;
        Tenant.ActAs(Actor);
    }

    /// <summary>Who types commands, for the audit log.</summary>
    public static string Actor { get; } = $"command line {Environment.UserName}".TrimEnd();

    public IServiceProvider Services => _scope.ServiceProvider;

    /// <summary>Null for work that concerns no single tenant.</summary>
    public string? TenantId => Tenant.TenantId;

    private TenantScope Tenant => Services.GetRequiredService<TenantScope>();

    /// <summary>Sees and writes rows of one tenant. Null, once the error stream says why, when there is no such tenant or several.</summary>
    /// <param name="services">Services of the host.</param>
    /// <param name="idOrName">Id or name; ids come first.</param>
    /// <param name="cancellationToken">Ends the lookup.</param>
    public static async Task<CommandScope?> OfTenantAsync(IServiceProvider services, string idOrName, CancellationToken cancellationToken)
    {
        var scope = new CommandScope(services.CreateAsyncScope());
        var found = await scope.Services.GetRequiredService<EciDbContext>().Set<Tenant>()
            .Where(t => t.Id == idOrName || t.Name == idOrName)
            .OrderByDescending(t => t.Id == idOrName).ThenBy(t => t.Id)
            .Select(t => t.Id)
            .Take(2)
            .ToListAsync(cancellationToken);
        if (found.Count == 1 || found.Contains(idOrName, StringComparer.Ordinal))
        {
            scope.Use(found[0]);
            return scope;
        }

        Output.Refuse(found.Count == 0 ? $"There is no tenant '{idOrName}'." : $"Several tenants are called '{idOrName}': name one by its id.");
        await scope.DisposeAsync();
        return null;
    }

    /// <summary>Sees and writes rows of every tenant.</summary>
    public static CommandScope OfAllTenants(IServiceProvider services)
    {
        var scope = new CommandScope(services.CreateAsyncScope());
        scope.Tenant.UseAllTenants();
        return scope;
    }

    /// <summary>Goes on with the rows of one tenant only.</summary>
    public void Use(string tenantId) => Tenant.Use(tenantId);

    public ValueTask DisposeAsync() => _scope.DisposeAsync();
}
