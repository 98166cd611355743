using Eci.ArchitectureTests.Model;
using Eci.ArchitectureTests.Rules;
using Eci.ArchitectureTests.Samples;
using Eci.Host;
using Eci.Sync;
using NUnit.Framework;

namespace Eci.ArchitectureTests;

internal sealed class UnitOfWorkTests
{
    private static readonly Type[] SampleTypes = typeof(SampleMessage).Assembly.GetTypes();

    /// <summary>Consumers that modules share. They work in units of work of their own, to mark records that cannot be stored.</summary>
    private static readonly Type[] SharedConsumers = typeof(SyncRequestConsumer).Assembly.GetTypes();

    private static readonly Type[] ModuleTypes = [.. Repository.ModuleAssemblies.SelectMany(assembly => assembly.GetTypes())];

    [Test]
    public void Finds_every_routed_subscriber() =>
        Assert.That(
            UnitOfWorkRules.Handlers([.. ModuleTypes, .. SharedConsumers]),
            Is.SupersetOf(Routing.Build().Routes.Select(route => DefinitionOf(route.Subscriber.Implementation)).Distinct()));

    [Test]
    public void Handlers_do_not_save() => Assert.That(UnitOfWorkRules.HandlersDoNotSave(ModuleTypes), Is.Empty);

    [Test]
    public void Reports_each_way_from_a_handler_to_a_write() =>
        Assert.That(
            UnitOfWorkRules.HandlersDoNotSave(SampleTypes),
            Is.EquivalentTo([
                "SavingHandler.HandleAsync > DbContext.SaveChangesAsync",
                "HandlerBase.HandleAsync > RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync",
                "DelegatingConsumer.Consume > SampleStore.EmptyAsync > EntityFrameworkQueryableExtensions.ExecuteDeleteAsync",
            ]));

    private static Type DefinitionOf(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;
}
