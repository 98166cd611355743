using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal.Commands;

namespace Eci.IntegrationTests.Transports.Support;

/// <summary>
/// A test that gets a second try where it runs on Kafka: on a busy machine the mock cluster of the client library now and then lets a
/// member of a group wait for ever. What is wrong with the hub fails twice.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TransportTestAttribute : TestAttribute, IRepeatTest
{
    private const string Kafka = "Kafka";
    private const int Tries = 2;

    public TestCommand Wrap(TestCommand command) => RunsOnKafka(command.Test) ? new RetryAttribute(Tries).Wrap(command) : command;

    private static bool RunsOnKafka(ITest? test) =>
        test is not null && (test.Properties["Category"].Contains(Kafka) || RunsOnKafka(test.Parent));
}
