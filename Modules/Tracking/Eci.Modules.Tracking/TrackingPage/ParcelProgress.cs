using Eci.Vocabulary;

namespace Eci.Modules.Tracking.TrackingPage;

/// <summary>How a parcel is shown to be doing; the names are classes of the style sheet.</summary>
internal enum ParcelMood
{
    /// <summary>Nothing moves yet.</summary>
    Waiting,

    /// <summary>All goes as it should.</summary>
    Moving,

    /// <summary>Somebody should do something.</summary>
    Attention,

    /// <summary>It arrived.</summary>
    Arrived,
}

/// <summary>Where a parcel is on the four parts of its way: announced, moving, in delivery, delivered.</summary>
internal static class ParcelProgress
{
    /// <summary>Number of the last part.</summary>
    public const int Arrived = 4;

    private const int InDelivery = 3;

    public static ParcelMood MoodOf(TrackedPackage package) => package switch
    {
        { IsReturned: true } => ParcelMood.Attention,
        { State: PackageState.Delivered } => ParcelMood.Arrived,
        { State: PackageState.FailedAttempt or PackageState.Exception or PackageState.Expired } => ParcelMood.Attention,
        { State: PackageState.Init or PackageState.Pending } => ParcelMood.Waiting,
        _ => ParcelMood.Moving,
    };

    /// <summary>The part it has reached, 1 to <see cref="Arrived"/>; 0 before the first.</summary>
    public static int ReachedBy(TrackedPackage package)
    {
        var reached = StepOf(package.State);
        // A problem has no place on the way: the parcel is where it was before.
        if (package.IsReturned || package.State is PackageState.Exception or PackageState.Expired)
            reached = package.Events.Select(e => StepOf(e.State)).Append(reached).Max();
        return package.IsReturned ? Math.Min(reached, InDelivery) : reached;
    }

    private static int StepOf(PackageState state) => state switch
    {
        PackageState.InformationReceived => 1,
        PackageState.InTransit => 2,
        PackageState.OutForDelivery or PackageState.FailedAttempt or PackageState.AvailableForPickup => InDelivery,
        PackageState.Delivered => Arrived,
        _ => 0,
    };
}
