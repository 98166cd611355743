using System.Globalization;
using Eci.Commerce;
using Eci.Modules.Tracking.NotifyCustomer;
using Eci.Vocabulary;

namespace Eci.Modules.Tracking.TrackingPage;

/// <summary>Makes what a page shows of one package.</summary>
internal static class ParcelComposer
{
    /// <summary>Events that are open to see; those before can be unfolded.</summary>
    private const int OpenEvents = 6;

    private const string Iso = "yyyy-MM-dd'T'HH:mm:sszzz";

    public static ParcelView Compose(TrackedPackage package, int number, int count, string language, PersonalData personal, DateTimeOffset now)
    {
        var texts = PageTexts.Of(language);
        var carrier = CarrierNames.Of(package.Carrier, language);
        var events = package.Events.Take(TrackingPageQueries.MostEvents).Select(e => Compose(e, language, texts, personal)).ToList();
        // Unfolding a single one would take more room than showing it.
        var open = events.Count <= OpenEvents + 1 ? events.Count : OpenEvents;
        var ended = package.IsReturned || package.State is PackageState.Delivered or PackageState.AvailableForPickup;
        return new ParcelView(
            number,
            count == 1 ? null : Words.Fill(texts.Parcel, ("number", Words.Number(number)), ("count", Words.Number(count))),
            carrier,
            package.TrackingId,
            LinkTo(package, language),
            Words.Fill(texts.CarrierLink, ("carrier", carrier)),
            ParcelProgress.MoodOf(package).ToString().ToLowerInvariant(),
            package.IsReturned ? texts.States[PageTexts.Returned] : texts.Of(package.State),
            StepsOf(package, texts.Steps),
            ended ? null : ExpectedDelivery.Write(package, language, texts.Delivery, now),
            events.Count == 0 ? null : Words.Fill(texts.LastNews, ("time", events[0].Time)),
            events[..open],
            events[open..],
            Words.Fill(texts.Earlier, ("count", Words.Number(events.Count - open))),
            package.Events.Count > events.Count ? Words.Fill(texts.EventsLeftOut, ("count", Words.Number(events.Count))) : null);
    }

    private static EventView Compose(TrackedEvent scan, string language, PageTexts texts, PersonalData personal) => new(
        scan.LocalTime.ToString(Iso, CultureInfo.InvariantCulture),
        LocalTime.Format(scan.LocalTime, language),
        texts.Of(scan.State).Event,
        personal.Without(Words.Clip(NotificationPlanner.NameOfPlace(scan.Location))),
        personal.Without(Words.Clip(scan.Message)));

    private static string? LinkTo(TrackedPackage package, string language)
    {
        var link = package.CarrierTrackingUrl ?? CarrierLinks.TrackingPage(package.Carrier, package.TrackingId, language);
        return Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" ? uri.AbsoluteUri : null;
    }

    private static List<StepView> StepsOf(TrackedPackage package, StepTexts texts)
    {
        var reached = ParcelProgress.ReachedBy(package);
        string[] names =
        [
            texts.Announced,
            texts.Moving,
            package.State is PackageState.AvailableForPickup ? texts.Pickup : texts.Delivery,
            texts.Delivered,
        ];
        return [.. names.Select((name, i) => StepOf(name, i + 1, reached, texts))];
    }

    private static StepView StepOf(string name, int step, int reached, StepTexts texts) => (step - reached) switch
    {
        < 0 => new StepView(name, "done", texts.Done),
        0 => new StepView(name, "current", texts.Current),
        _ => new StepView(name, "open", texts.Open),
    };
}
