using System.Diagnostics.CodeAnalysis;

namespace Eci;

/// <summary>Something that a topic can be routed to. Modules expose these; the routing table joins them to topics.</summary>
public abstract class Subscriber
{
    private protected Subscriber(string module, Type implementation)
    {
        Module = module;
        Implementation = implementation;
    }

    /// <summary>Name of the module that owns the code.</summary>
    public string Module { get; }

    /// <summary>Handler, consumer or state machine class.</summary>
    public Type Implementation { get; }

    /// <summary>The <see cref="ITenantAudience"/> class that tells for whom it works; null: for every tenant.</summary>
    public Type? Audience { get; private protected init; }
}

/// <summary>A subscriber that understands messages of type <typeparamref name="T"/>.</summary>
[SuppressMessage("Naming", "CA1715:Identifiers should have correct prefix", Justification = "Reads as the capability it marks.")]
public interface ISubscribesTo<in T>
    where T : class;

/// <summary>Reference to an <see cref="IEventHandler{TIn,TOut}"/> of a module.</summary>
public sealed class HandlerRef<TIn, TOut> : Subscriber, ISubscribesTo<TIn>
    where TIn : class
    where TOut : class
{
    private HandlerRef(string module, Type implementation)
        : base(module, implementation)
    {
    }

    /// <summary>Makes the reference; <typeparamref name="THandler"/> stays internal to its module.</summary>
    [SuppressMessage("Design", "CA1000:Do not declare static members on generic types", Justification = "The type arguments are the point.")]
    public static HandlerRef<TIn, TOut> To<THandler>(string module)
        where THandler : class, IEventHandler<TIn, TOut> => new(module, typeof(THandler));
}

/// <summary>Reference to a message bus consumer of a module that reads <typeparamref name="TIn"/> and publishes by itself.</summary>
public sealed class ConsumerRef<TIn> : Subscriber, ISubscribesTo<TIn>
    where TIn : class
{
    /// <param name="module">Owning module.</param>
    /// <param name="implementation">A class implementing MassTransit's <c>IConsumer&lt;TIn&gt;</c>; checked at start.</param>
    /// <param name="audience">An <see cref="ITenantAudience"/> registered as a singleton; null: it works for every tenant.</param>
    public ConsumerRef(string module, Type implementation, Type? audience = null)
        : base(module, implementation)
    {
        Audience = audience;
    }
}

/// <summary>
/// Reference to a state machine. A module derives one class per saga and marks what it understands with
/// <see cref="ISubscribesTo{T}"/>, so that routing it to any other topic does not compile.
/// </summary>
public abstract class SagaRef : Subscriber
{
    /// <param name="module">Owning module.</param>
    /// <param name="stateMachine">The <c>MassTransitStateMachine</c> class.</param>
    /// <param name="instance">The saga instance class, an entity of the module's model.</param>
    protected SagaRef(string module, Type stateMachine, Type instance)
        : base(module, stateMachine)
    {
        Instance = instance;
    }

    public Type Instance { get; }
}
