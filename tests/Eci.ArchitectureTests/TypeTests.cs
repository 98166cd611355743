using Eci.ArchitectureTests.Model;
using Eci.ArchitectureTests.Rules;
using Eci.ArchitectureTests.Samples;
using Eci.Persistence;
using NUnit.Framework;

namespace Eci.ArchitectureTests;

internal sealed class TypeTests
{
    private static readonly IReadOnlyList<Type> ProductTypes = Repository.TypesOf(Repository.ProductAssemblies);

    [Test]
    public void Finds_the_assemblies_of_this_repository() =>
        Assert.That(
            Repository.ProductAssemblies.Select(assembly => assembly.GetName().Name),
            Is.SupersetOf(["Eci.Host", "Eci.Persistence", "Eci.Modules.Tracking", "Eci.Modules.Tracking.Contracts"]));

    [Test]
    public void Modules_show_only_their_module_class() =>
        Assert.That(TypeRules.ModulesShowOnlyTheirModuleClass(Repository.TypesOf(Repository.ModuleAssemblies)), Is.Empty);

    [Test]
    public void Reports_a_public_type_of_a_module() =>
        Assert.That(
            TypeRules.ModulesShowOnlyTheirModuleClass([typeof(SampleModule), typeof(PublicEntity), typeof(UncheckedOptions)]),
            Is.EqualTo([$"{typeof(PublicEntity).FullName} is public"]));

    [Test]
    public void Modules_are_listed() => Assert.That(TypeRules.ModulesAreListed(ProductTypes, Host.Modules.All), Is.Empty);

    [Test]
    public void Reports_a_module_that_is_not_listed_once() =>
        Assert.That(
            TypeRules.ModulesAreListed([typeof(SampleModule), typeof(OtherModule), typeof(PublicEntity)], [new OtherModule(), new OtherModule()]),
            Is.EqualTo([$"{typeof(SampleModule).FullName} is listed 0 times", $"{typeof(OtherModule).FullName} is listed 2 times"]));

    [Test]
    public void Accepts_a_module_that_is_listed_once() =>
        Assert.That(TypeRules.ModulesAreListed([typeof(SampleModule)], [new SampleModule()]), Is.Empty);

    [Test]
    public void The_context_has_no_sets() => Assert.That(TypeRules.ContextHasNoSets(typeof(EciDbContext)), Is.Empty);

    [Test]
    public void Reports_a_set_on_the_context() =>
        Assert.That(TypeRules.ContextHasNoSets(typeof(ContextWithSet)), Is.EqualTo(["ContextWithSet.Entities is a set"]));

    [Test]
    public void Options_have_validators() => Assert.That(TypeRules.OptionsHaveValidators(ProductTypes), Is.Empty);

    [Test]
    public void Reports_options_without_validator() =>
        Assert.That(
            TypeRules.OptionsHaveValidators([typeof(UncheckedOptions), typeof(CheckedOptions), typeof(CheckedOptionsValidator)]),
            Is.EqualTo([$"{typeof(UncheckedOptions).FullName} has no validator"]));

    [Test]
    public void Names_say_something() => Assert.That(TypeRules.NamesSaySomething(ProductTypes), Is.Empty);

    [Test]
    public void Reports_a_name_that_says_nothing() =>
        Assert.That(
            TypeRules.NamesSaySomething([typeof(StringHelper), typeof(PackageManager<>), typeof(PublicEntity)]),
            Is.EqualTo([
                $"{typeof(StringHelper).FullName} says nothing by its name",
                $"{typeof(PackageManager<>).FullName} says nothing by its name",
            ]));
}
