using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.GraphQL;

/// <summary>Starts one endpoint for all tests of a class.</summary>
internal abstract class EndpointTest
{
    protected GraphQLHost Host { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => Host = await StartHostAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await Host.DisposeAsync();

    protected virtual Task<GraphQLHost> StartHostAsync() => GraphQLHost.StartAsync();
}
