namespace Eci.Modules.Sandbox.SendGrid;

/// <summary>One entry of SendGrid's error answer.</summary>
internal sealed record SendGridError(string Message, string? Field = null, string? Help = null);

internal sealed record SendGridErrors(IReadOnlyList<SendGridError> Errors);
