using Eci.Persistence;
using MassTransit;

namespace Eci.IntegrationTests.Messaging.Support;

internal sealed class StepHandler(EciDbContext database, Script script) : IEventHandler<Step, StepDone>
{
    public async Task<StepDone?> HandleAsync(Step message, EventContext context, CancellationToken cancellationToken)
    {
        database.Add(new Effect { Queue = TestRoutes.StepQueue, Label = message.Label, Attempt = context.Attempt, MessageId = context.MessageId });
        await script.RunAsync(message.Label, context.Attempt, cancellationToken);
        return new StepDone(message.Label);
    }
}

internal sealed class KeyedHandler(EciDbContext database, Script script) : IEventHandler<Keyed, Nothing>
{
    public async Task<Nothing?> HandleAsync(Keyed message, EventContext context, CancellationToken cancellationToken)
    {
        database.Add(new Effect { Queue = TestRoutes.KeyedQueue, Label = message.Label, Attempt = context.Attempt, MessageId = context.MessageId });
        await script.RunAsync(message.Label, context.Attempt, cancellationToken);
        return null;
    }
}

/// <summary>Looks into the script for the queue and the label.</summary>
internal abstract class StepDoneReader(string queue, EciDbContext database, Script script) : IEventHandler<StepDone, Nothing>
{
    public async Task<Nothing?> HandleAsync(StepDone message, EventContext context, CancellationToken cancellationToken)
    {
        database.Add(new Effect { Queue = queue, Label = message.Label, Attempt = context.Attempt, MessageId = context.MessageId });
        await script.RunAsync(queue + message.Label, context.Attempt, cancellationToken);
        return null;
    }
}

internal sealed class FirstReader(EciDbContext database, Script script) : StepDoneReader(TestRoutes.FirstQueue, database, script);

internal sealed class SecondReader(EciDbContext database, Script script) : StepDoneReader(TestRoutes.SecondQueue, database, script);

/// <summary>Publishes by both ways that a consumer has.</summary>
internal sealed class RelayConsumer(EciDbContext database, IPublishEndpoint publisher, Script script) : IConsumer<Relay>
{
    public async Task Consume(ConsumeContext<Relay> context)
    {
        var label = context.Message.Label;
        database.Add(new Effect { Queue = TestRoutes.RelayQueue, Label = label, Attempt = 1, MessageId = context.MessageId!.Value });
        await context.Publish(new StepDone(label), context.CancellationToken);
        await publisher.Publish(new Kept(label), context.CancellationToken);
        await script.RunAsync(label, attempt: 1, context.CancellationToken);
    }
}

/// <summary>The label of its effect is the id of the dead letter.</summary>
internal sealed class AnnouncementReader(EciDbContext database) : IConsumer<UnhandledException>
{
    public Task Consume(ConsumeContext<UnhandledException> context)
    {
        database.Add(new Effect
        {
            Queue = TestRoutes.AnnouncementQueue,
            Label = context.Message.DeadLetterId,
            Attempt = context.Message.Attempts,
            MessageId = context.Message.MessageId,
        });
        return Task.CompletedTask;
    }
}
