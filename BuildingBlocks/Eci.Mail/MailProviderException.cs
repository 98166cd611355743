namespace Eci.Mail;

/// <summary>A mail was not sent this time; a later attempt may succeed. The text holds no addresses.</summary>
public sealed class MailProviderException : Exception
{
    public MailProviderException(string message)
        : base(message)
    {
    }

    public MailProviderException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
