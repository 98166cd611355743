namespace Eci.IntegrationTests.Messaging.Support;

/// <summary>Read by a handler whose result is <see cref="StepDone"/>.</summary>
internal sealed record Step(string Label, string TenantId = "") : ITenantMessage;

/// <summary>Read by two queues.</summary>
internal sealed record StepDone(string Label);

/// <summary>Read by a consumer that publishes by itself.</summary>
internal sealed record Relay(string Label);

/// <summary>Handled one after the other where the key is the same.</summary>
internal sealed record Keyed(string Label, string Key);

/// <summary>Nobody reads it, and it is not kept.</summary>
internal sealed record Unread(string Label);

/// <summary>Nobody reads it, but it is kept.</summary>
internal sealed record Kept(string Label);

/// <summary>Belongs to no topic.</summary>
internal sealed record Stray(string Label);

/// <summary>Begins a <see cref="Counter"/> or counts it up.</summary>
internal sealed record Counted(Guid CounterId, string Name);

/// <summary>Lets a counter ring after a delay; replaces a timer set before.</summary>
internal sealed record TimerSet(Guid CounterId, TimeSpan Delay);

/// <summary>Takes the timer back.</summary>
internal sealed record TimerCancelled(Guid CounterId);

/// <summary>Ends the counters of a name.</summary>
internal sealed record CountersClosed(string Name);

/// <summary>The timer of a counter, sent by the saga to itself.</summary>
internal sealed record CounterRings(Guid CounterId);
