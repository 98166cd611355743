namespace Eci.Mail;

/// <summary>
/// This one mail can never be sent, because its recipient's address is none; others pass. The text holds no addresses.
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
