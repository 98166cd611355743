using Eci.Carriers;
using Eci.Commerce;
using Eci.Vocabulary;
using Eci.Web.GraphQL;
using GraphQL;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.Tracking.GraphQL;

/// <summary>What a package tells about the attention it needs and about being asked about.</summary>
internal sealed class TrackedPackageFields : IFieldsOf<Package>
{
    public void AddTo(ObjectGraphType<Package> type)
    {
        type.Field<WireEnumGraphType<AttentionReason>>("attentionReason")
            .Description("Why somebody should look at it; null while nobody has to.")
            .Resolve(c => c.Source.AttentionReason);
        type.Field<UtcDateTimeGraphType>("attentionSince").Resolve(c => c.Source.AttentionSince);
        type.Field<UtcDateTimeGraphType>("lastPolledAt")
            .Description("When its carrier was last asked about it; null when that never happened.")
            .Resolve(c => Polls(c).ByPackage.LoadAsync(c.Source.Id).Then(poll => poll?.LastPolledAt));
        type.Field<UtcDateTimeGraphType>("nextPollAt")
            .Description("Its carrier is not asked about it before; null when it is not going to be asked.")
            .Resolve(c => Polls(c).ByPackage.LoadAsync(c.Source.Id).Then(poll => IsOpen(c.Source, poll) ? poll?.NextPollAt : null));
        type.Field<WireEnumGraphType<PollGaveUpReason>>("pollingGaveUp")
            .Description("Why its carrier is not asked about it any more; null while it is.")
            .Resolve(c => Polls(c).ByPackage.LoadAsync(c.Source.Id).Then(poll => poll?.GaveUpReason));
    }

    private static PollLoader Polls(IResolveFieldContext context) => context.RequestServices!.GetRequiredService<PollLoader>();

    private static bool IsOpen(Package package, PackagePoll? poll) =>
        package is { TrackingEnabled: true, State: not PackageState.Delivered } && poll is { GaveUpReason: null };
}
