using Microsoft.Extensions.Configuration;

namespace Eci.Testing.Servers;

/// <summary>What the environment says about real servers.</summary>
public static class TestSettings
{
    public const string PostgresKey = "ECI_TEST_POSTGRES";
    public const string RabbitMqKey = "ECI_TEST_RABBITMQ";
    public const string RabbitMqControlKey = "ECI_TEST_RABBITMQCTL";
    public const string PostgresRestartKey = "ECI_TEST_POSTGRES_RESTART";
    public const string KafkaKey = "ECI_TEST_KAFKA";
    public const string ChromiumKey = "ECI_TEST_CHROMIUM";

    private static readonly IConfiguration Environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();

    /// <summary>Connection string of a PostgreSQL server whose user may create databases; null when none is named.</summary>
    public static string? Postgres => Read(PostgresKey);

    /// <summary>AMQP address of a RabbitMQ server with a user who may do everything in a virtual host; null when none is named.</summary>
    public static string? RabbitMq => Read(RabbitMqKey);

    /// <summary>A <c>rabbitmqctl</c> that reaches the RabbitMQ server; null when none is named.</summary>
    public static string? RabbitMqControl => Read(RabbitMqControlKey);

    /// <summary>A program that stops the PostgreSQL server as a crash would and starts it again; null when none is named.</summary>
    public static string? PostgresRestart => Read(PostgresRestartKey);

    /// <summary>Bootstrap servers of a Kafka cluster whose topics may be created and deleted; null when none is named.</summary>
    public static string? Kafka => Read(KafkaKey);

    /// <summary>Path of a Chromium; null when none is named.</summary>
    public static string? Chromium => Read(ChromiumKey);

    private static string? Read(string key) => Environment[key] is { Length: > 0 } value ? value : null;
}
