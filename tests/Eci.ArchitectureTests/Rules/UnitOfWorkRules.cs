using System.Reflection;
using Eci.ArchitectureTests.Model;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Eci.ArchitectureTests.Rules;

/// <summary>What a message changes is written once, after its handler has returned.</summary>
internal static class UnitOfWorkRules
{
    private static readonly string[] WritesAtOnce = ["SaveChanges", "ExecuteUpdate", "ExecuteDelete", "ExecuteSql", "BeginTransaction"];

    private static readonly Type[] MessageInterfaces = [typeof(IEventHandler<,>), typeof(IConsumer<>), typeof(SagaStateMachine<>)];

    /// <summary>The classes that messages are handed to.</summary>
    public static IEnumerable<Type> Handlers(IEnumerable<Type> types) => types.Where(HandlesMessages);

    /// <summary>No handler, consumer or state machine reaches a method that writes to the database at once, directly or through its services.</summary>
    /// <param name="types">The types to look at, compiler-made ones included.</param>
    public static IEnumerable<string> HandlersDoNotSave(IReadOnlyCollection<Type> types)
    {
        var graph = new CallGraph(types);
        return from handler in Handlers(types)
               from way in graph.Ways(WithBases(handler).SelectMany(Calls.MethodsOf).Where(IsHandWritten), IsWriteAtOnce)
               select string.Join(" > ", way.Where(IsHandWritten).Select(step => $"{step.DeclaringType?.Name}.{step.Name}"));
    }

    private static bool HandlesMessages(Type type) =>
        type is { IsClass: true, IsAbstract: false } && type.GetInterfaces().Any(candidate =>
            candidate.IsGenericType && MessageInterfaces.Contains(candidate.GetGenericTypeDefinition()));

    private static IEnumerable<Type> WithBases(Type type) => type.BaseType is { } parent ? WithBases(parent).Prepend(type) : [type];

    private static bool IsHandWritten(MethodBase method) => !method.Name.StartsWith('<');

    private static bool IsWriteAtOnce(MethodBase method) =>
        WritesAtOnce.Any(name => method.Name.StartsWith(name, StringComparison.Ordinal))
        && (typeof(DbContext).IsAssignableFrom(method.DeclaringType)
            || method.DeclaringType?.Namespace?.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) == true);
}
