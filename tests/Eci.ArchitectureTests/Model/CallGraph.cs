using System.Reflection;

namespace Eci.ArchitectureTests.Model;

/// <summary>
/// Who calls whom among the given types. A call through an interface or a virtual method reaches every implementation among them;
/// code outside them is a leaf.
/// </summary>
internal sealed class CallGraph
{
    private readonly HashSet<Type> _types;
    private readonly Dictionary<MethodBase, List<MethodBase>> _calls = [];

    public CallGraph(IEnumerable<Type> types) => _types = types.Select(Definition).ToHashSet();

    /// <summary>For each leaf or inner method that matches: the way to it from one of the roots, one way per match.</summary>
    public IEnumerable<IReadOnlyList<MethodBase>> Ways(IEnumerable<MethodBase> roots, Predicate<MethodBase> match)
    {
        var cameFrom = new Dictionary<MethodBase, MethodBase?>();
        var open = new Queue<MethodBase>();
        foreach (var root in roots.Where(root => cameFrom.TryAdd(root, null)))
            open.Enqueue(root);
        while (open.TryDequeue(out var method))
        {
            if (match(method))
            {
                yield return Way(method, cameFrom);
                continue;
            }

            foreach (var next in CallsOf(method).Where(next => cameFrom.TryAdd(next, method)))
                open.Enqueue(next);
        }
    }

    private static List<MethodBase> Way(MethodBase end, Dictionary<MethodBase, MethodBase?> cameFrom)
    {
        var way = new List<MethodBase>();
        for (MethodBase? step = end; step is not null; step = cameFrom[step])
            way.Insert(0, step);
        return way;
    }

    private List<MethodBase> CallsOf(MethodBase method)
    {
        if (!_calls.TryGetValue(method, out var calls))
            _calls[method] = calls = Knows(method.DeclaringType) ? [.. Calls.Of(method).SelectMany(Targets).Distinct()] : [];
        return calls;
    }

    private IEnumerable<MethodBase> Targets(MethodBase called) =>
        called is MethodInfo { IsVirtual: true, DeclaringType: { } owner } virtualMethod && Knows(owner)
            ? _types.Select(type => Implementation(type, owner, virtualMethod)).OfType<MethodBase>().Append(called)
            : [called];

    private static MethodInfo? Implementation(Type type, Type owner, MethodInfo called)
    {
        if (type.IsInterface || type == Definition(owner))
            return null;
        var closed = type.GetInterfaces().FirstOrDefault(candidate => Definition(candidate) == Definition(owner));
        if (closed is not null)
            return Implemented(type.GetInterfaceMap(closed), called);
        return type.IsSubclassOf(owner)
            ? type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
                .FirstOrDefault(method => method.GetBaseDefinition() == called.GetBaseDefinition())
            : null;
    }

    private static MethodInfo? Implemented(InterfaceMapping map, MethodInfo called)
    {
        var index = Array.FindIndex(map.InterfaceMethods, method => method.MetadataToken == called.MetadataToken);
        return index < 0 ? null : map.TargetMethods[index];
    }

    private bool Knows(Type? type) => type is not null && _types.Contains(Definition(type));

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;
}
