using Eci.Core;
using Eci.Persistence.Model;
using Eci.Persistence.Sqlite;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Eci.Persistence;

/// <summary>Wires the database.</summary>
public static class PersistenceRegistration
{
    private const int PoolSize = 256;

    /// <summary>Adds <see cref="EciDbContext"/> (scoped, pooled), <see cref="EciDatabase"/>, <see cref="TenantScope"/> and the key ring.</summary>
    /// <exception cref="InvalidConfigurationException">A database setting is wrong.</exception>
    public static IServiceCollection AddEciPersistence(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = DatabaseSettings.From(configuration);
        services.AddSingleton(settings);
        services.AddSingleton<EciDatabase>();
        services.AddSingleton<IWriteGate>(settings.Provider is DatabaseProvider.Sqlite ? new SingleWriteGate() : new OpenWriteGate());
        services.AddSingleton<IModelContribution, CoreModel>();
        services.AddSingleton<IModelContribution, CommerceModel>();
        services.AddSingleton<IModelContribution, OrderModel>();
        services.AddSingleton<IModelContribution, CatalogModel>();
        services.AddSingleton<DatabaseMigrator>();
        services.TryAddSingleton(TimeProvider.System);

        services.AddPooledDbContextFactory<EciDbContext>(Configure, PoolSize);
        services.AddScoped<TenantScope>();
        services.AddScoped(provider =>
        {
            var context = provider.GetRequiredService<IDbContextFactory<EciDbContext>>().CreateDbContext();
            context.Bind(provider.GetRequiredService<TenantScope>());
            return context;
        });
        AddKeyRing(services, configuration);
        return services;
    }

    private static void Configure(IServiceProvider provider, DbContextOptionsBuilder options)
    {
        var database = provider.GetRequiredService<EciDatabase>();
        options.UseApplicationServiceProvider(provider);
        if (database.DataSource is { } dataSource)
        {
            options.UseNpgsql(dataSource, npgsql => npgsql.MigrationsAssembly("Eci.Migrations.Postgres").MigrationsHistoryTable("core_migration"));
        }
        else
        {
            options.UseSqlite(
                database.ConnectionString,
                sqlite => sqlite.MigrationsAssembly("Eci.Migrations.Sqlite").MigrationsHistoryTable("core_migration"));
            options.AddInterceptors(new SqliteTuningInterceptor());
        }

        options.AddInterceptors(provider.GetServices<IInterceptor>());
        options.ConfigureWarnings(w => w.Ignore(CoreEventId.PossibleIncorrectRequiredNavigationWithQueryFilterInteractionWarning));
    }

    private static void AddKeyRing(IServiceCollection services, IConfiguration configuration)
    {
        services.AddDataProtection().SetApplicationName("eci");
        services.AddSingleton<CredentialProtector>();
        services.AddSingleton(provider => new KeyRingCheck(provider.GetRequiredService<EciDatabase>(), new MasterKeyDecryptor(provider)));
        var master = MasterKey.From(configuration);
        if (master is not null)
            services.AddSingleton(master);
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
        {
            options.XmlRepository = new DatabaseKeyRepository(provider.GetRequiredService<EciDatabase>());
            if (master is not null)
                options.XmlEncryptor = new MasterKeyEncryptor(master);
        }));
    }
}
