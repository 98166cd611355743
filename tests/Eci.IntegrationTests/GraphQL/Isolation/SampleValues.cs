using System.Reflection;
using System.Runtime.CompilerServices;
using Eci.Persistence;

namespace Eci.IntegrationTests.GraphQL.Isolation;

/// <summary>Makes a value of any type that rows are made of.</summary>
internal sealed class SampleValues(CredentialProtector protector)
{
    private static readonly DateTimeOffset Later = new(2099, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly MethodInfo Protect = typeof(CredentialProtector).GetMethod(nameof(CredentialProtector.Protect))!;

    /// <param name="type">What is needed.</param>
    /// <param name="text">What texts say.</param>
    /// <param name="longest">How long texts may be; null: as long as they are.</param>
    public object? Of(Type type, string text, int? longest = null)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
            return text.Length > longest ? text[..longest.Value] : text;
        if (type.IsEnum)
            return Enum.GetValues(type).GetValue(0);
        return Simple(type, text) ?? Composed(type, text);
    }

    private static object? Simple(Type type, string text) => type switch
    {
        _ when type == typeof(bool) => true,
        _ when type == typeof(Guid) => Guid.NewGuid(),
        _ when type == typeof(DateTimeOffset) => Later,
        _ when type == typeof(DateOnly) => DateOnly.FromDateTime(Later.DateTime),
        _ when type == typeof(TimeOnly) => new TimeOnly(3, 4),
        _ when type == typeof(TimeSpan) => TimeSpan.FromHours(1),
        _ when type == typeof(byte[]) => new byte[16],
        _ when type == typeof(Uri) => new Uri($"https://example.com/{text}"),
        _ when type == typeof(decimal) || type.IsPrimitive => Convert.ChangeType(1, type, System.Globalization.CultureInfo.InvariantCulture),
        _ => null,
    };

    private object? Composed(Type type, string text)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Encrypted<>))
        {
            var content = type.GetGenericArguments()[0];
            return Protect.MakeGenericMethod(content).Invoke(protector, [Of(content, text)]);
        }

        if (type.IsAssignableTo(typeof(System.Collections.IEnumerable)))
            return Many(type, text);
        if (type.GetConstructors().MaxBy(c => c.GetParameters().Length) is not { } constructor)
            return RuntimeHelpers.GetUninitializedObject(type);
        var made = constructor.Invoke([.. constructor.GetParameters().Select(p => Of(p.ParameterType, text + p.Name!.ToUpperInvariant()))]);
        foreach (var property in type.GetProperties().Where(p => p is { CanWrite: true } && p.GetValue(made) is null))
            property.SetValue(made, Of(property.PropertyType, text + property.Name.ToUpperInvariant()));
        return made;
    }

    private object? Many(Type type, string text)
    {
        if (type.IsArray || type.IsInterface)
        {
            var element = type.GetElementType() ?? type.GetGenericArguments()[0];
            if (type.GetGenericArguments().Length == 2)
                return Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(type.GetGenericArguments()));
            var array = Array.CreateInstance(element, 1);
            array.SetValue(Of(element, text), 0);
            return array;
        }

        return Activator.CreateInstance(type);
    }
}
