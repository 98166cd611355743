using System.Globalization;
using System.Linq.Expressions;

namespace Eci.Web.GraphQL.Connections;

/// <summary>A property that rows can be sorted by. Make one with <see cref="SortKey.By{T,TKey}"/>.</summary>
/// <typeparam name="T">The row.</typeparam>
public abstract class SortKey<T>
{
    private protected SortKey(string name) => Name = name;

    /// <summary>SCREAMING_SNAKE_CASE; the order's values in GraphQL are this with <c>_ASC</c> and <c>_DESC</c>.</summary>
    public string Name { get; }

    internal abstract IOrderedQueryable<T> Order(IQueryable<T> rows, bool descending);

    internal abstract IOrderedQueryable<T> ThenOrder(IOrderedQueryable<T> rows, bool descending);

    /// <summary>The row's value as a cursor keeps it.</summary>
    internal abstract string ValueOf(T row);

    /// <summary>
    /// Compares the property of a row with the value of a cursor, by the comparison that is asked for. Null when the text is no such value.
    /// </summary>
    internal abstract Func<ExpressionType, Expression>? CompareWith(ParameterExpression row, string value);
}

/// <summary>Makes sort keys.</summary>
public static class SortKey
{
    /// <summary>Sorts by a property of the type <see cref="DateTimeOffset"/>, <see cref="string"/>, <see cref="int"/>, <see cref="long"/> or <see cref="Guid"/>; never null.</summary>
    public static SortKey<T> By<T, TKey>(string name, Expression<Func<T, TKey>> property)
        where TKey : notnull => new Of<T, TKey>(name, property);

    private sealed class Of<T, TKey>(string name, Expression<Func<T, TKey>> property) : SortKey<T>(name)
        where TKey : notnull
    {
        private readonly Func<T, TKey> _read = property.Compile();

        internal override IOrderedQueryable<T> Order(IQueryable<T> rows, bool descending) =>
            descending ? rows.OrderByDescending(property) : rows.OrderBy(property);

        internal override IOrderedQueryable<T> ThenOrder(IOrderedQueryable<T> rows, bool descending) =>
            descending ? rows.ThenByDescending(property) : rows.ThenBy(property);

        internal override string ValueOf(T row) => CursorValue.Write(_read(row));

        internal override Func<ExpressionType, Expression>? CompareWith(ParameterExpression row, string value)
        {
            if (!CursorValue.TryRead<TKey>(value, out var key))
                return null;
            var left = new Replacement(property.Parameters[0], row).Visit(property.Body);
            var right = Expression.Property(Expression.Constant(new Held<TKey>(key)), nameof(Held<TKey>.Value));
            return how => typeof(TKey) == typeof(string)
                ? Expression.MakeBinary(how, Expression.Call(typeof(string), nameof(string.Compare), null, left, right), Expression.Constant(0))
                : Expression.MakeBinary(how, left, right);
        }
    }

    /// <summary>Makes the value a parameter of the statement, so that the statement is the same for every cursor.</summary>
    private sealed record Held<TKey>(TKey Value);

    private sealed class Replacement(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }
}

/// <summary>Values of sort keys as text.</summary>
internal static class CursorValue
{
    public static string Write<TKey>(TKey value) => value switch
    {
        DateTimeOffset time => time.UtcTicks.ToString(CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(format: null, CultureInfo.InvariantCulture),
        _ => value?.ToString() ?? string.Empty,
    };

    public static bool TryRead<TKey>(string text, out TKey value)
    {
        object? read = null;
        if (typeof(TKey) == typeof(string))
            read = text;
        else if (typeof(TKey) == typeof(DateTimeOffset) && long.TryParse(text, CultureInfo.InvariantCulture, out var ticks) && IsTime(ticks))
            read = new DateTimeOffset(ticks, TimeSpan.Zero);
        else if (typeof(TKey) == typeof(int) && int.TryParse(text, CultureInfo.InvariantCulture, out var number))
            read = number;
        else if (typeof(TKey) == typeof(long) && long.TryParse(text, CultureInfo.InvariantCulture, out var large))
            read = large;
        else if (typeof(TKey) == typeof(Guid) && Guid.TryParse(text, out var id))
            read = id;
        value = read is TKey key ? key : default!;
        return read is not null;
    }

    private static bool IsTime(long ticks) => ticks >= DateTimeOffset.MinValue.Ticks && ticks <= DateTimeOffset.MaxValue.Ticks;
}
