using System.ComponentModel;
using System.Reflection;
using Eci.Vocabulary;
using GraphQL.Types;

namespace Eci.Web.GraphQL;

/// <summary>An enum whose members carry the names they have everywhere else, see <see cref="WireName"/>, and whose description is that of its <see cref="DescriptionAttribute"/>.</summary>
public sealed class WireEnumGraphType<T> : EnumerationGraphType
    where T : struct, Enum
{
    public WireEnumGraphType()
    {
        Name = typeof(T).Name;
        Description = typeof(T).GetCustomAttribute<DescriptionAttribute>()?.Description;
        foreach (var value in Enum.GetValues<T>())
            Add(WireName.Of(value), value);
    }
}
