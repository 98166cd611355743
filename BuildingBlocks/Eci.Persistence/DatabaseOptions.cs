using Microsoft.Extensions.Configuration;

namespace Eci.Persistence;

/// <summary>Which database the hub uses.</summary>
public enum DatabaseProvider
{
    /// <summary>One file, one process: the embedded default.</summary>
    Sqlite,

    /// <summary>For production and several processes.</summary>
    Postgres,
}

/// <summary>Where the data lives, read from <c>Eci:Database:Provider</c> and <c>ConnectionStrings:Eci</c>.</summary>
public sealed record DatabaseSettings(DatabaseProvider Provider, string ConnectionString)
{
    /// <summary>The embedded default.</summary>
    public const string DefaultSqliteConnectionString = "Data Source=data/eci.db";

    private const string ProviderKey = "Eci:Database:Provider";

    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidConfigurationException">The provider is unknown or PostgreSQL has no connection string.</exception>
    public static DatabaseSettings From(IConfiguration configuration)
    {
        var name = configuration[ProviderKey];
        var provider = DatabaseProvider.Sqlite;
        if (!string.IsNullOrWhiteSpace(name) && !(Enum.TryParse(name, ignoreCase: true, out provider) && Enum.IsDefined(provider)))
        {
            throw new InvalidConfigurationException(
                $"{ProviderKey} is '{name}'; known providers are {string.Join(", ", Enum.GetNames<DatabaseProvider>())}.");
        }

        var connectionString = configuration.GetConnectionString("Eci");
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            if (provider is DatabaseProvider.Postgres)
                throw new InvalidConfigurationException("ConnectionStrings:Eci is empty; the provider Postgres needs a connection string there.");
            connectionString = DefaultSqliteConnectionString;
        }

        return new DatabaseSettings(provider, connectionString);
    }
}
