using Microsoft.Extensions.Configuration;

namespace Eci.Testing.Servers;

/// <summary>What the environment says about real servers.</summary>
public static class TestSettings
{
    public const string PostgresKey = "ECI_TEST_POSTGRES";

    public const string PostgresRestartKey = "ECI_TEST_POSTGRES_RESTART";

    private static readonly IConfiguration Environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();

    /// <summary>Connection string of a PostgreSQL server whose user may create databases; null when none is named.</summary>
    public static string? Postgres => Environment[PostgresKey] is { Length: > 0 } value ? value : null;

    /// <summary>A program that stops that server as a crash would and starts it again; null when none is named.</summary>
    public static string? PostgresRestart => Environment[PostgresRestartKey] is { Length: > 0 } value ? value : null;
}
