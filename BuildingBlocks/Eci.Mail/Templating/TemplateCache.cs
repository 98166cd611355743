using Fluid;

namespace Eci.Mail.Templating;

/// <summary>Parsed templates by source, least recently used out first when the sources together grow too long.</summary>
internal sealed class TemplateCache(Func<string, IFluidTemplate> parse, int capacity = 4 * 1024 * 1024)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<(string Source, IFluidTemplate Template)>> _byUse = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Source, IFluidTemplate Template)> _order = new();
    private long _size;

    public int Count
    {
        get
        {
            lock (_lock)
                return _byUse.Count;
        }
    }

    public IFluidTemplate Get(string source)
    {
        lock (_lock)
        {
            if (_byUse.TryGetValue(source, out var found))
            {
                _order.Remove(found);
                _order.AddFirst(found);
                return found.Value.Template;
            }
        }

        var template = parse(source);
        lock (_lock)
            Add(source, template);
        return template;
    }

    private void Add(string source, IFluidTemplate template)
    {
        if (!_byUse.TryAdd(source, new LinkedListNode<(string, IFluidTemplate)>((source, template))))
            return;

        _order.AddFirst(_byUse[source]);
        _size += source.Length;
        while (_size > capacity && _order.Last is { } oldest)
        {
            _order.RemoveLast();
            _byUse.Remove(oldest.Value.Source);
            _size -= oldest.Value.Source.Length;
        }
    }
}
