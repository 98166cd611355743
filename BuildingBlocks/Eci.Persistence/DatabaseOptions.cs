using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Npgsql;

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
    /// <exception cref="InvalidConfigurationException">The provider is unknown, or the connection string is missing or unreadable.</exception>
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

        Check(provider, connectionString);
        return new DatabaseSettings(provider, connectionString);
    }

    /// <summary>The clients' own messages may repeat a part of the text, and with it a password.</summary>
    private static void Check(DatabaseProvider provider, string connectionString)
    {
        try
        {
            _ = provider is DatabaseProvider.Postgres
                ? (DbConnectionStringBuilder)new NpgsqlConnectionStringBuilder(connectionString)
                : new SqliteConnectionStringBuilder(connectionString);
        }
        catch (ArgumentException)
        {
            var form = provider is DatabaseProvider.Postgres ? "Host=…;Database=…;Username=…;Password=…" : "Data Source=…";
            throw new InvalidConfigurationException($"ConnectionStrings:Eci cannot be read; for {provider} it has the form {form}.");
        }
    }
}
