namespace Eci;

/// <summary>A named stream of one message type.</summary>
public abstract class Topic
{
    private protected Topic(string name, Type messageType, bool recorded)
    {
        if (name.Length is 0 or > 120 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'))
            throw new ArgumentException($"Topic name '{name}' may hold only letters, digits, '.', '_' and '-' (at most 120).", nameof(name));
        Name = name;
        MessageType = messageType;
        Recorded = recorded;
    }

    /// <summary>The name shown to operators and used on brokers.</summary>
    public string Name { get; }

    public Type MessageType { get; }

    /// <summary>True when a message is kept in the message table even if nothing subscribes to it.</summary>
    public bool Recorded { get; }

    /// <summary>The ordering key of a message: messages with equal keys are handled in order by each subscriber. Null for none.</summary>
    public abstract string? KeyOf(object message);
}

/// <inheritdoc cref="Topic"/>
/// <typeparam name="T">The message type; each type belongs to exactly one topic.</typeparam>
public sealed class Topic<T> : Topic
    where T : class
{
    private readonly Func<T, string?>? _key;

    /// <param name="name">Letters, digits, '.', '_' and '-'.</param>
    /// <param name="key">Ordering key; omit it when order does not matter.</param>
    /// <param name="recorded">Keep messages even when nothing subscribes.</param>
    public Topic(string name, Func<T, string?>? key = null, bool recorded = false)
        : base(name, typeof(T), recorded)
    {
        _key = key;
    }

    public override string? KeyOf(object message) => _key?.Invoke((T)message);
}
