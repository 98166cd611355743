using Eci.Testing.Servers;
using Eci.Testing.Transports;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Eci.IntegrationTests.Transports.Support;

/// <summary>
/// Runs a suite on every transport; the class takes a <see cref="TransportKind"/> and a <see cref="DatabaseKind"/>. Brokers run against
/// PostgreSQL.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal class TransportsAttribute : NUnitAttribute, IFixtureBuilder2
{
    private static readonly (TransportKind Transport, DatabaseKind Database, string Category)[] All =
    [
        (TransportKind.Database, DatabaseKind.Sqlite, "Sqlite"),
        (TransportKind.Database, DatabaseKind.Postgres, "Postgres"),
        (TransportKind.RabbitMq, DatabaseKind.Postgres, "RabbitMq"),
        (TransportKind.Kafka, DatabaseKind.Postgres, "Kafka"),
    ];

    public IEnumerable<TestSuite> BuildFrom(ITypeInfo typeInfo) => BuildFrom(typeInfo, new EveryTest());

    public IEnumerable<TestSuite> BuildFrom(ITypeInfo typeInfo, IPreFilter filter) => All
        .Where(run => Includes(run.Transport, run.Database))
        .SelectMany(run => new TestFixtureAttribute(run.Transport, run.Database) { Category = run.Category }.BuildFrom(typeInfo, filter));

    protected virtual bool Includes(TransportKind transport, DatabaseKind database) => true;

    private sealed class EveryTest : IPreFilter
    {
        public bool IsMatch(Type type) => true;

        public bool IsMatch(Type type, System.Reflection.MethodInfo method) => true;
    }
}

/// <summary>Where several processes can work on one database.</summary>
internal sealed class TransportsOfSeveralProcessesAttribute : TransportsAttribute
{
    protected override bool Includes(TransportKind transport, DatabaseKind database) => database is DatabaseKind.Postgres;
}

/// <summary>Where messages cross a broker.</summary>
internal sealed class BrokersAttribute : TransportsAttribute
{
    protected override bool Includes(TransportKind transport, DatabaseKind database) => transport is not TransportKind.Database;
}
