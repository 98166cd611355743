using System.Diagnostics;

namespace Eci.Mail;

/// <summary>Makes each attempt to send a mail a span of the current trace.</summary>
internal sealed class TracedProvider(IMailProvider provider) : IMailProvider
{
    private static readonly ActivitySource Activities = new(MailServices.ActivitySource);

    public string Name => provider.Name;

    public async Task<MailReceipt> SendAsync(MailMessage message, int attempt, CancellationToken cancellationToken)
    {
        using var activity = Activities.StartActivity("mail send", ActivityKind.Producer);
        activity?.SetTag("eci.mail.provider", Name);
        activity?.SetTag("eci.mail.id", message.MessageId);
        try
        {
            return await provider.SendAsync(message, attempt, cancellationToken);
        }
        catch (Exception exception)
        {
            // The text of the exception may quote the provider, and with it the recipient.
            activity?.SetStatus(ActivityStatusCode.Error, exception.GetType().Name);
            throw;
        }
    }

    public Task CheckAsync(MailMessage message, CancellationToken cancellationToken) => provider.CheckAsync(message, cancellationToken);
}
