using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;

namespace Eci.Persistence.Privacy;

/// <summary>Conditions on columns of text, for statements.</summary>
public static class TextSearch
{
    private const string InTheDatabase = "Runs in the database, which has its own rules for letters.";

    /// <summary>The text holds one of the patterns, which are in lower case, whatever its own case.</summary>
    [SuppressMessage("Globalization", "CA1304", Justification = InTheDatabase)]
    [SuppressMessage("Globalization", "CA1311", Justification = InTheDatabase)]
    [SuppressMessage("Performance", "CA1862", Justification = InTheDatabase)]
    [SuppressMessage("Usage", "MA0011", Justification = InTheDatabase)]
    public static Expression<Func<T, bool>> Holds<T>(Expression<Func<T, string?>> text, IReadOnlyList<string> patterns)
    {
        ArgumentNullException.ThrowIfNull(text);
        Expression<Func<string, bool>> holds = value => patterns.Any(pattern => value.ToLower().Contains(pattern));
        return Expression.Lambda<Func<T, bool>>(new Replacement(holds.Parameters[0], text.Body).Visit(holds.Body), text.Parameters);
    }

    /// <summary>One of both holds.</summary>
    public static Expression<Func<T, bool>> Or<T>(this Expression<Func<T, bool>> one, Expression<Func<T, bool>> other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return Expression.Lambda<Func<T, bool>>(
            Expression.OrElse(one.Body, new Replacement(other.Parameters[0], one.Parameters[0]).Visit(other.Body)), one.Parameters);
    }

    private sealed class Replacement(ParameterExpression from, Expression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }
}
