using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace Eci.ArchitectureTests.Rules;

/// <summary>Rules about what assemblies show and how types are named.</summary>
internal static class TypeRules
{
    private static readonly string[] EmptyNames = ["Helper", "Helpers", "Manager", "Util", "Utils", "Utility", "Utilities"];

    /// <summary>A module shows its module class and the typed references to its state machines, nothing else.</summary>
    public static IEnumerable<string> ModulesShowOnlyTheirModuleClass(IEnumerable<Type> types) =>
        from type in types
        where type.IsVisible && !typeof(IModule).IsAssignableFrom(type) && !typeof(SagaRef).IsAssignableFrom(type)
        select $"{type.FullName} is public";

    /// <summary>Every module found in the assemblies is in the host's list, once.</summary>
    public static IEnumerable<string> ModulesAreListed(IEnumerable<Type> types, IReadOnlyCollection<IModule> listed) =>
        types.Where(type => typeof(IModule).IsAssignableFrom(type) && type is { IsClass: true, IsAbstract: false })
            .Select(type => (type, times: listed.Count(module => module.GetType() == type)))
            .Where(found => found.times != 1)
            .Select(found => $"{found.type.FullName} is listed {found.times} times");

    /// <summary>Entity types are reached by <c>Set&lt;T&gt;()</c>, which a module can only write for its own.</summary>
    public static IEnumerable<string> ContextHasNoSets(Type context) =>
        context.GetProperties().Select(property => (property.Name, property.PropertyType))
            .Where(property => property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(DbSet<>))
            .Select(property => $"{context.Name}.{property.Name} is a set");

    /// <summary>A wrong setting stops the start: options come with a validator in the same assembly.</summary>
    public static IEnumerable<string> OptionsHaveValidators(IReadOnlyCollection<Type> types) =>
        from options in types
        where options is { IsClass: true, IsAbstract: false } && options.Name.EndsWith("Options", StringComparison.Ordinal)
        let validator = typeof(AbstractValidator<>).MakeGenericType(options)
        where !types.Any(type => type.Assembly == options.Assembly && validator.IsAssignableFrom(type))
        select $"{options.FullName} has no validator";

    /// <summary>Names say what a type does.</summary>
    public static IEnumerable<string> NamesSaySomething(IEnumerable<Type> types) =>
        from type in types
        let name = type.Name.Split('`')[0]
        where EmptyNames.Any(empty => name.EndsWith(empty, StringComparison.Ordinal))
        select $"{type.FullName} says nothing by its name";
}
