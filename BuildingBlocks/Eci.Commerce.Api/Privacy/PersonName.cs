namespace Eci.Commerce.Api.Privacy;

/// <summary>How a person is named in a request: exactly one of both.</summary>
/// <param name="Id">Id of the contact.</param>
/// <param name="Email">The address, written in any case.</param>
public sealed record PersonName(string? Id, string? Email)
{
    private const int LongestId = 60;
    private const int LongestEmail = 500;

    /// <summary>Null when not exactly one is given, or it cannot be anybody's.</summary>
    public static PersonName? Of(string? id, string? email)
    {
        if (id is null == email is null || (id ?? email)!.Contains('\0', StringComparison.Ordinal))
            return null;
        return id is { Length: > LongestId } || email is { Length: > LongestEmail } ? null : new PersonName(id, email?.Trim().ToLowerInvariant());
    }
}
