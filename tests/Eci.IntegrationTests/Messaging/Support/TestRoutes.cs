using Eci.Messaging;
using Eci.Messaging.Routing;

namespace Eci.IntegrationTests.Messaging.Support;

/// <summary>Topics and routes that show everything a route can do.</summary>
internal static class TestRoutes
{
    public const string Module = "test";
    public const string StepQueue = "test-steps";
    public const string FirstQueue = "test-first";
    public const string SecondQueue = "test-second";
    public const string RelayQueue = "test-relays";
    public const string KeyedQueue = "test-keyed";
    public const string CounterQueue = "test-counters";
    public const string AnnouncementQueue = "test-announcements";

    public static Topic<Step> Steps { get; } = new("test.steps");

    public static Topic<StepDone> StepsDone { get; } = new("test.steps.done");

    public static Topic<Relay> Relays { get; } = new("test.relays");

    public static Topic<Keyed> Keyed { get; } = new("test.keyed", key: m => m.Key);

    public static Topic<Unread> Unread { get; } = new("test.unread");

    public static Topic<Kept> Kept { get; } = new("test.kept", recorded: true);

    public static Topic<Counted> Counted { get; } = new("test.counted");

    public static Topic<TimerSet> TimersSet { get; } = new("test.timers.set");

    public static Topic<TimerCancelled> TimersCancelled { get; } = new("test.timers.cancelled");

    public static Topic<CountersClosed> CountersClosed { get; } = new("test.counters.closed");

    public static RouteTable Build()
    {
        var routes = new RouteTableBuilder(
        [
            Steps, StepsDone, Relays, Keyed, Unread, Kept, Counted, TimersSet, TimersCancelled, CountersClosed, MessagingTopics.UnhandledException,
        ]);
        var counter = new CounterRef();

        routes.From(Steps).To(HandlerRef<Step, StepDone>.To<StepHandler>(Module), "steps").OnSuccess(StepsDone);
        routes.From(StepsDone).To(HandlerRef<StepDone, Nothing>.To<FirstReader>(Module), "first");
        routes.From(StepsDone).To(HandlerRef<StepDone, Nothing>.To<SecondReader>(Module), "second");
        routes.From(Relays).To(new ConsumerRef<Relay>(Module, typeof(RelayConsumer)), "relays");
        routes.From(Keyed).To(HandlerRef<Keyed, Nothing>.To<KeyedHandler>(Module), "keyed");
        routes.From(Counted).To(counter, "counters");
        routes.From(TimersSet).To(counter, "counters");
        routes.From(TimersCancelled).To(counter, "counters");
        routes.From(CountersClosed).To(counter, "counters");
        routes.From(MessagingTopics.UnhandledException).To(new ConsumerRef<UnhandledException>(Module, typeof(AnnouncementReader)), "announcements");

        return routes.Build();
    }
}
