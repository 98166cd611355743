namespace Eci.Web.Security;

/// <summary>What became of a caller's credentials.</summary>
internal sealed class Authentication
{
    private Authentication(Principal? principal, string? reason, bool isUnavailable)
    {
        Principal = principal;
        Reason = reason;
        IsUnavailable = isUnavailable;
    }

    /// <summary>No credentials were sent.</summary>
    public static Authentication None { get; } = new(principal: null, reason: null, isUnavailable: false);

    /// <summary>Whom they stand for, when they were accepted.</summary>
    public Principal? Principal { get; }

    /// <summary>Why they are not accepted, in one sentence for the caller; null when they were, or none were sent.</summary>
    public string? Reason { get; }

    /// <summary>They cannot be checked now; trying again may help.</summary>
    public bool IsUnavailable { get; }

    public static Authentication Of(Principal principal) => new(principal, reason: null, isUnavailable: false);

    public static Authentication Refused(string reason) => new(principal: null, reason, isUnavailable: false);

    public static Authentication Unavailable(string reason) => new(principal: null, reason, isUnavailable: true);
}
