using System.Net.Sockets;
using Eci.Mail.Composing;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;

namespace Eci.Mail.Smtp;

/// <summary>
/// Hands mails to a mail server. SMTP cannot be asked whether a mail already came; a repeat carries the same Message-Id,
/// by which receiving systems drop doubles.
/// </summary>
internal sealed class SmtpProvider(SmtpConnections connections, IOptions<SmtpOptions> options, TimeProvider time) : IMailProvider
{
    public string Name => MailProviders.Smtp;

    public async Task<MailReceipt> SendAsync(MailMessage message, int attempt, CancellationToken cancellationToken)
    {
        var mail = CheckedMail.Of(message);
        using var mime = MimeComposer.Compose(mail, time);
        await UseAsync((client, ct) => client.SendAsync(mime, ct), cancellationToken);
        return new MailReceipt(mail.HeaderId);
    }

    /// <summary>Connects and logs in. What the server says to sender and recipient only shows with a mail.</summary>
    public Task CheckAsync(MailMessage message, CancellationToken cancellationToken)
    {
        CheckedMail.Of(message);
        return UseAsync(
            async (client, ct) =>
            {
                await client.NoOpAsync(ct);
                return string.Empty;
            },
            cancellationToken);
    }

    private async Task UseAsync(Func<SmtpClient, CancellationToken, Task<string>> action, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.TimeoutSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await connections.UseAsync(client => action(client, either.Token), e => e is SmtpCommandException, either.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MailProviderException($"The SMTP server did not take the mail within {options.Value.TimeoutSeconds} seconds.", e);
        }
        catch (Exception e) when (e is CommandException or AuthenticationException or NotSupportedException)
        {
            throw Refusal(e);
        }
        catch (Exception e) when (e is ProtocolException or ServiceNotConnectedException or IOException or SocketException or TimeoutException)
        {
            throw new MailProviderException($"The connection to the SMTP server failed ({e.GetType().Name}).", e);
        }
        catch (SslHandshakeException e)
        {
            throw new MailProviderException("No trusted encrypted connection to the SMTP server could be made.", e);
        }
    }

    /// <summary>What the server's answer means for the mail. The original exception stays out: server texts repeat the recipient's address.</summary>
    private static Exception Refusal(Exception failure) => failure switch
    {
        SmtpCommandException e when IsFinal(e) =>
            new PermanentFailureException($"The SMTP server refused the mail ({(int)e.StatusCode}): {Redact.Answer(e.Message)}"),
        SmtpCommandException e =>
            new MailProviderException($"The SMTP server put the mail off ({(int)e.StatusCode}): {Redact.Answer(e.Message)}"),
        AuthenticationException { InnerException: SmtpCommandException e } when !IsFinal(e) =>
            new MailProviderException($"The SMTP server put the log-in off ({(int)e.StatusCode})."),
        AuthenticationException =>
            new PermanentFailureException($"The SMTP server did not accept {SmtpOptions.Section}:User and Password."),
        _ => new PermanentFailureException($"The SMTP server cannot take the mail: {Redact.Answer(failure.Message)}"),
    };

    private static bool IsFinal(SmtpCommandException answer) => (int)answer.StatusCode >= 500;
}
