using Microsoft.Extensions.Configuration;

namespace Eci.Testing.Servers;

/// <summary>What the environment says about real servers.</summary>
public static class TestSettings
{
    public const string PostgresKey = "ECI_TEST_POSTGRES";
    public const string KafkaKey = "ECI_TEST_KAFKA";

    private static readonly IConfiguration Environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();

    /// <summary>Connection string of a PostgreSQL server whose user may create databases; null when none is named.</summary>
    public static string? Postgres => Environment[PostgresKey] is { Length: > 0 } value ? value : null;

    /// <summary>Bootstrap servers of a Kafka cluster whose topics may be created and deleted; null when none is named.</summary>
    public static string? Kafka => Environment[KafkaKey] is { Length: > 0 } value ? value : null;
}
