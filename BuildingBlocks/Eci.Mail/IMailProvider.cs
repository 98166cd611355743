namespace Eci.Mail;

/// <summary>Hands mails to the outside world.</summary>
public interface IMailProvider
{
    /// <summary>The name it is chosen by in <c>Eci:Mail:Provider</c>.</summary>
    string Name { get; }

    /// <summary>Sends a mail, or finds out that an earlier attempt already did.</summary>
    /// <param name="message">The mail; its <see cref="MailMessage.MessageId"/> is what repeats are recognised by.</param>
    /// <param name="attempt">1 for the first delivery, greater when an earlier one ended without an answer.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="MailRejectedException">The recipient's address is none.</exception>
    /// <exception cref="PermanentFailureException">Refused for good: repeating cannot help.</exception>
    /// <exception cref="RetryLaterException">The provider said when to come back.</exception>
    /// <exception cref="MailProviderException">Not sent this time; a later attempt may succeed.</exception>
    Task<MailReceipt> SendAsync(MailMessage message, int attempt, CancellationToken cancellationToken);

    /// <summary>Finds out whether the provider would take a mail, as far as that can be told without sending one.</summary>
    /// <param name="message">The mail; it goes nowhere.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="Exception">It would not; the same exceptions as of <see cref="SendAsync"/>.</exception>
    Task CheckAsync(MailMessage message, CancellationToken cancellationToken);
}
