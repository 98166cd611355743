namespace Eci.Messaging;

/// <summary>Topics that messaging itself publishes on.</summary>
public static class MessagingTopics
{
    /// <summary>Messages that were given up. Kept even when nothing subscribes.</summary>
    public static Topic<UnhandledException> UnhandledException { get; } = new("UNHANDLED_EXCEPTION", recorded: true);
}
