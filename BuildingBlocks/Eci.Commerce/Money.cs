namespace Eci.Commerce;

/// <summary>Compares amounts of several systems, which round lines and totals in different ways.</summary>
public static class Money
{
    /// <summary>Whether two amounts of one currency are the same, up to a tolerance that the caller names; two missing ones are.</summary>
    /// <param name="one">An amount.</param>
    /// <param name="other">Another one in the same currency.</param>
    /// <param name="tolerance">Largest difference that is none; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative.</exception>
    public static bool Equal(decimal? one, decimal? other, decimal tolerance)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tolerance);
        return one is { } first && other is { } second ? Math.Abs(first - second) <= tolerance : one is null && other is null;
    }
}
