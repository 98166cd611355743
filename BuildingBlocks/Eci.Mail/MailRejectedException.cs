namespace Eci.Mail;

/// <summary>
/// The provider refuses this one mail for good (unknown recipient, unacceptable content); others pass. The text holds no addresses.
/// </summary>
public sealed class MailRejectedException : Exception
{
    public MailRejectedException(string message)
        : base(message)
    {
    }

    public MailRejectedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
