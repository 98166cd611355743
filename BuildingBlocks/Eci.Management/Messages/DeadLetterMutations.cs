using Eci.Management.GraphQL;
using Eci.Messaging.Operations;
using Eci.Web.GraphQL;
using Eci.Web.Security;
using GraphQL;
using GraphQL.Types;
using Microsoft.EntityFrameworkCore;

namespace Eci.Management.Messages;

/// <summary>Replays and discards dead letters of the caller's tenant.</summary>
internal sealed class DeadLetterMutations : IGraphQLContribution
{
    private const string Id = "id";
    private const string Filter = "filter";
    private const string DryRun = "dryRun";

    public void Contribute(GraphQLComposition schema)
    {
        schema.Mutation.Field<NonNullGraphType<DeadLetterType>>("replayDeadLetter")
            .Description("Puts a dead letter back into its queue with a fresh count of attempts; answers with the dead letter as it was.")
            .Argument<NonNullGraphType<IdGraphType>>(Id)
            .RequireScope(Scopes.ReplayEvents)
            .ResolveAsync(async c => await ReplayAsync(c));
        schema.Mutation.Field<NonNullGraphType<DeadLetterReplayType>>("replayDeadLetters")
            .Description($"Puts all dead letters that match back into their queues, the oldest first, at most {DeadLetters.MostPerCall} in one call.")
            .Argument<DeadLetterFilterInput>(Filter, "Without it every dead letter is meant.")
            .Argument<NonNullGraphType<BooleanGraphType>>(DryRun, "True: changes nothing and tells what would happen.")
            .RequireScope(Scopes.ReplayEvents)
            .ResolveAsync(async c =>
            {
                var dryRun = c.GetArgument<bool>(DryRun);
                return new DeadLetterReplay(await c.Letters().ReplayAsync(DeadLetterFilterInput.Read(c, Filter), dryRun, c.CancellationToken), dryRun);
            });
        schema.Mutation.Field<NonNullGraphType<DeadLetterType>>("discardDeadLetter")
            .Description("Deletes a dead letter for good; answers with the dead letter as it was.")
            .Argument<NonNullGraphType<IdGraphType>>(Id)
            .RequireScope(Scopes.ReplayEvents)
            .ResolveAsync(async c => await DiscardAsync(c));
    }

    private static async Task<DeadLetterInfo> ReplayAsync(IResolveFieldContext context)
    {
        var letter = await FindAsync(context);
        return await context.Letters().ReplayAsync(letter.Id, context.CancellationToken) switch
        {
            ReplayResult.Replayed => letter,
            ReplayResult.Unknown => throw Unknown(),
            ReplayResult.Refused => throw new GraphQLError("DEAD_LETTER_REFUSED", "What was refused at the door is not replayed."),
            ReplayResult.QueueGone => throw new GraphQLError("QUEUE_GONE", $"There is no queue '{letter.Endpoint}' any more."),
            var other => throw new InvalidOperationException($"Unknown result {other}."),
        };
    }

    private static async Task<DeadLetterInfo> DiscardAsync(IResolveFieldContext context)
    {
        var letter = await FindAsync(context);
        return await context.Letters().DiscardAsync(letter.Id, context.CancellationToken) ? letter : throw Unknown();
    }

    private static async Task<DeadLetterInfo> FindAsync(IResolveFieldContext context)
    {
        var id = FilterText.Check(Id, context.GetArgument<string>(Id));
        return await context.Reader().DeadLetters(new DeadLetterFilter()).SingleOrDefaultAsync(d => d.Id == id, context.CancellationToken) ?? throw Unknown();
    }

    private static GraphQLError Unknown() => new("DEAD_LETTER_NOT_FOUND", "There is no such dead letter.");
}

/// <summary>A report as it is shown.</summary>
internal sealed record DeadLetterReplay(DeadLetterReport Report, bool DryRun);

internal sealed class DeadLetterReplayType : ObjectGraphType<DeadLetterReplay>
{
    public DeadLetterReplayType()
    {
        Name = "DeadLetterReplay";
        Description = "What happened to dead letters, or with a dry run would happen.";
        Field<bool>("dryRun").Resolve(c => c.Source.DryRun);
        Field<int>("matching").Description("Dead letters that matched at the start.").Resolve(c => c.Source.Report.Matching);
        Field<int>("replayed").Description("Of these, put back into their queues; with a dry run, such as would be.").Resolve(c => c.Source.Report.Done);
        Field<int>("refused").Description("Of these, such as cannot be replayed.").Resolve(c => c.Source.Report.Refused);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<DeadLetterQueueCountType>>>>("byQueue")
            .Description("The matching ones by queue.")
            .Resolve(c => CountsBy(c.Source.Report.Groups, group => group.Queue));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<DeadLetterErrorCountType>>>>("byErrorType")
            .Description("The matching ones by type of error.")
            .Resolve(c => CountsBy(c.Source.Report.Groups, group => group.ErrorType));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<DeadLetterRefusalType>>>>("refusals")
            .Description("Why some cannot be replayed.")
            .Resolve(c => c.Source.Report.Groups.Where(group => group.Refusal is not null));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<IdGraphType>>>>("sampleIds")
            .Description("Ids of the oldest matching ones.")
            .Resolve(c => c.Source.Report.SampleIds);
    }

    private static IEnumerable<DeadLetterCount> CountsBy(IEnumerable<DeadLetterGroup> groups, Func<DeadLetterGroup, string> key) =>
        groups.GroupBy(key, StringComparer.Ordinal)
            .Select(same => new DeadLetterCount(same.Key, same.Sum(group => group.Count), same.Where(group => group.Refusal is not null).Sum(group => group.Count)))
            .OrderBy(count => count.Name, StringComparer.Ordinal);
}

/// <summary>How many dead letters have one thing in common.</summary>
internal sealed record DeadLetterCount(string Name, int Count, int Refused);

internal sealed class DeadLetterQueueCountType : ObjectGraphType<DeadLetterCount>
{
    public DeadLetterQueueCountType()
    {
        Name = "DeadLetterQueueCount";
        Description = "How many dead letters one queue has.";
        Field<string>("queue").Resolve(c => c.Source.Name);
        Field<int>("count").Resolve(c => c.Source.Count);
        Field<int>("refused").Description("Of these, such as cannot be replayed.").Resolve(c => c.Source.Refused);
    }
}

internal sealed class DeadLetterErrorCountType : ObjectGraphType<DeadLetterCount>
{
    public DeadLetterErrorCountType()
    {
        Name = "DeadLetterErrorCount";
        Description = "How many dead letters have one type of error.";
        Field<string>("errorType").Resolve(c => c.Source.Name);
        Field<int>("count").Resolve(c => c.Source.Count);
        Field<int>("refused").Description("Of these, such as cannot be replayed.").Resolve(c => c.Source.Refused);
    }
}

internal sealed class DeadLetterRefusalType : ObjectGraphType<DeadLetterGroup>
{
    public DeadLetterRefusalType()
    {
        Name = "DeadLetterRefusal";
        Description = "Dead letters that cannot be replayed, and why.";
        Field<string>("queue").Resolve(c => c.Source.Queue);
        Field<NonNullGraphType<DeadLetterRefusalReasonType>>("reason").Resolve(c => c.Source.Refusal);
        Field<int>("count").Resolve(c => c.Source.Count);
    }
}

internal sealed class DeadLetterRefusalReasonType : EnumerationGraphType
{
    public DeadLetterRefusalReasonType()
    {
        Name = "DeadLetterRefusalReason";
        Description = "Why a dead letter cannot be replayed.";
        Add("REFUSED", ReplayResult.Refused, "A broker delivered what was not to be handled.");
        Add("QUEUE_GONE", ReplayResult.QueueGone, "This build has no such queue.");
    }
}
