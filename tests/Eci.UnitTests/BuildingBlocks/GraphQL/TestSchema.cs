using Eci.Core;
using Eci.Vocabulary;
using Eci.Web.GraphQL;
using GraphQL;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.UnitTests.BuildingBlocks.GraphQL;

/// <summary>A schema with one field per behaviour that the tests look at.</summary>
internal sealed class TestSchema(Probe probe) : IGraphQLContribution
{
    public void Contribute(GraphQLComposition schema)
    {
        var query = schema.Query;
        query.Field<string>("echo", nullable: true)
            .Argument<string>("text")
            .Argument<int>("times", nullable: true)
            .Resolve(c => string.Concat(Enumerable.Repeat(c.GetArgument<string>("text"), c.GetArgument("times", 1))));
        query.Field<string>("tenant", nullable: true).Resolve(c => c.RequestServices!.GetRequiredService<TenantScope>().TenantId);
        query.Field<string>("actor", nullable: true).Resolve(c => c.RequestServices!.GetRequiredService<TenantScope>().Actor);
        query.Field<string>("overview", nullable: true).WithoutTenant().RequireScope("manage:tenants").Resolve(c => c.Caller()?.Name);
        query.Field<string>("apps", nullable: true).RequireScope("read:apps").Resolve(_ => "apps");
        query.Field<string>("keys", nullable: true).RequireScope("manage:keys").Resolve(_ => "keys");
        query.Field<DateTimeOffset>("moment").Resolve(_ => new DateTimeOffset(2026, 1, 5, 10, 2, 0, TimeSpan.FromHours(1)));
        query.Field<bool>("isPast").Argument<DateTimeOffset>("moment").Resolve(c => c.GetArgument<DateTimeOffset>("moment").Year < 2026);
        query.Field<WireEnumGraphType<PackageState>>("state")
            .Argument<WireEnumGraphType<PackageState>>("of")
            .Resolve(c => c.GetArgument<PackageState?>("of") ?? PackageState.OutForDelivery);
        query.Field<NonNullGraphType<NodeType>>("node").Resolve(_ => new Node(1));
        query.Field<NonNullGraphType<ListGraphType<NonNullGraphType<NodeType>>>>("nodes").Resolve(_ => Node.Some(0));
        query.Field<string>("secret", nullable: true).RequireScope("read:secrets").Resolve(_ => "42");
        query.Field<string>("twiceGuarded", nullable: true).RequireScope("read:secrets").RequireScope("read:more").Resolve(_ => "43");
        AddFailures(query);
        schema.Mutation.Field<int>("count").Resolve(_ => ++probe.Mutations);
    }

    private void AddFailures(ObjectGraphType query)
    {
        query.Field<string>("defect", nullable: true).Resolve(_ => throw new InvalidOperationException(Probe.PrivateText));
        query.Field<string>("libraryError", nullable: true).Resolve(_ => throw new ExecutionError(Probe.PrivateText));
        query.Field<string>("unavailable", nullable: true).Resolve(_ => throw new TimeoutException(Probe.PrivateText));
        query.Field<string>("expected", nullable: true).Resolve(_ => throw new GraphQLError("NOT_READY", "Not ready yet."));
        query.Field<string>("endless", nullable: true).ResolveAsync(async c =>
        {
            using var ended = c.CancellationToken.Register(() => probe.Cancelled.TrySetResult());
            probe.Started.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, c.CancellationToken);
            return null;
        });
    }
}

/// <summary>What the resolvers saw and did.</summary>
internal sealed class Probe
{
    public const string PrivateText = "connection to 10.0.0.7 as eci_owner failed";

    public int Mutations { get; set; }

    public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The keys of each load call, in order.</summary>
    public List<int[]> Loads { get; } = [];

    public int Running { get; set; }

    public int MostRunning { get; set; }
}

internal sealed record Node(int Id)
{
    public static Node[] Some(int above) => [.. Enumerable.Range(1, 3).Select(n => new Node((above * 10) + n))];
}

/// <summary>A tree without end: every node has three below it.</summary>
internal sealed class NodeType : ObjectGraphType<Node>
{
    public NodeType()
    {
        Name = "Node";
        Field(n => n.Id);
        Field<NonNullGraphType<NodeType>>("next").Resolve(c => new Node(c.Source.Id + 1));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<NodeType>>>>("below")
            .Resolve(c => c.RequestServices!.GetRequiredService<NodeLoaders>().Below.LoadAsync(c.Source.Id));
        Field<NodeType>("absent").Resolve(c => c.RequestServices!.GetRequiredService<NodeLoaders>().Absent.LoadAsync(c.Source.Id));
        Field<NodeType>("broken").Resolve(c => c.RequestServices!.GetRequiredService<NodeLoaders>().Broken.LoadAsync(c.Source.Id));
        Field<string>("slow", nullable: true).ResolveAsync(async c =>
        {
            var probe = c.RequestServices!.GetRequiredService<Probe>();
            probe.MostRunning = Math.Max(probe.MostRunning, ++probe.Running);
            await Task.Yield();
            probe.Running--;
            return "done";
        });
    }
}

internal sealed class NodeLoaders(Probe probe)
{
    public BatchLoader<int, IReadOnlyList<Node>> Below { get; } = BatchLoader.Many<int, Node>(
        (ids, _) =>
        {
            probe.Loads.Add([.. ids]);
            return Task.FromResult(ids.SelectMany(Node.Some).ToList());
        },
        n => n.Id / 10);

    public BatchLoader<int, Node?> Absent { get; } = BatchLoader.One<int, Node>(
        (ids, _) =>
        {
            probe.Loads.Add([.. ids]);
            return Task.FromResult(new List<Node>());
        },
        n => n.Id);

    public BatchLoader<int, Node?> Broken { get; } = BatchLoader.One<int, Node>(
        async (ids, _) =>
        {
            probe.Loads.Add([.. ids]);
            await Task.Yield();
            throw new InvalidOperationException(Probe.PrivateText);
        },
        n => n.Id);
}
