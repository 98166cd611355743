using Eci.Carriers;
using Eci.Commerce;
using Eci.Web.GraphQL;
using GraphQL.Types;

namespace Eci.Modules.Tracking.GraphQL;

/// <summary>What a package tells about being asked about.</summary>
internal static class PackagePollFields
{
    public static void AddPollFields(this ObjectGraphType<Package> package)
    {
        package.Field<UtcDateTimeGraphType>("lastPolledAt")
            .Description("When its carrier was last asked about it; null when that never happened.")
            .Resolve(c => c.Loaders().PollByPackage.LoadAsync(c.Source.Id).Then(poll => poll?.LastPolledAt));
        package.Field<UtcDateTimeGraphType>("nextPollAt")
            .Description("Its carrier is not asked about it before; null when it is not going to be asked.")
            .Resolve(c => c.Loaders().PollByPackage.LoadAsync(c.Source.Id).Then(poll => IsOpen(c.Source, poll) ? poll?.NextPollAt : null));
        package.Field<WireEnumGraphType<PollGaveUpReason>>("pollingGaveUp")
            .Description("Why its carrier is not asked about it any more; null while it is.")
            .Resolve(c => c.Loaders().PollByPackage.LoadAsync(c.Source.Id).Then(poll => poll?.GaveUpReason));
    }

    private static bool IsOpen(Package package, PackagePoll? poll) =>
        package is { TrackingEnabled: true, State: not Vocabulary.PackageState.Delivered } && poll is { GaveUpReason: null };
}
