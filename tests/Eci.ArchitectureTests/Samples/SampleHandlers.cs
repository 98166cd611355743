using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Eci.ArchitectureTests.Samples;

internal sealed record SampleMessage(string TenantId, string Text) : ITenantMessage;

internal sealed record SampleResult(string TenantId, string Text) : ITenantMessage;

internal sealed class SamplePublisher(IPublishEndpoint bus)
{
    public async Task PublishAsync(string text)
    {
        await bus.Publish(new SampleMessage("demo", text));
        Func<Task> inClosure = async () => await bus.Publish(new SampleResult("demo", text));
        await inClosure();
    }
}

internal sealed class TidyHandler(ContextWithSet context) : IEventHandler<SampleMessage, SampleResult>
{
    public Task<SampleResult?> HandleAsync(SampleMessage message, EventContext eventContext, CancellationToken cancellationToken)
    {
        context.Add(new PublicEntity());
        return Task.FromResult<SampleResult?>(new(message.TenantId, message.Text));
    }
}

internal sealed class SavingHandler(ContextWithSet context) : IEventHandler<SampleMessage, SampleResult>
{
    public async Task<SampleResult?> HandleAsync(SampleMessage message, EventContext eventContext, CancellationToken cancellationToken)
    {
        await context.SaveChangesAsync(cancellationToken);
        return null;
    }
}

internal abstract class HandlerBase(ContextWithSet context) : IEventHandler<SampleMessage, SampleResult>
{
    public async Task<SampleResult?> HandleAsync(SampleMessage message, EventContext eventContext, CancellationToken cancellationToken)
    {
        await context.Database.ExecuteSqlRawAsync("DELETE FROM entities", cancellationToken);
        return null;
    }
}

internal sealed class InheritingHandler(ContextWithSet context) : HandlerBase(context);

internal interface ISampleStore
{
    Task EmptyAsync();
}

internal sealed class SampleStore(ContextWithSet context) : ISampleStore
{
    public Task EmptyAsync() => context.Entities.Where(entity => entity.Id > 0).ExecuteDeleteAsync();
}

internal sealed class DelegatingConsumer(ISampleStore store) : IConsumer<SampleMessage>
{
    public async Task Consume(ConsumeContext<SampleMessage> context)
    {
        Func<Task> empty = async () => await store.EmptyAsync();
        await empty();
    }
}
