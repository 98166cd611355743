using System.Text.Json;
using Eci.Mail.Composing;
using Microsoft.Extensions.Options;
using Polly;
using Refit;

namespace Eci.Mail.SendGrid;

/// <summary>
/// Sends by SendGrid's API. SendGrid itself sends a repeated request twice; a repeat is recognised only by asking its
/// Email Activity for our message id first, if that is switched on.
/// </summary>
internal sealed class SendGridProvider(ISendGridApi api, IOptions<SendGridOptions> options, TimeProvider time) : IMailProvider
{
    private const string MessageIdHeader = "X-Message-Id";

    public string Name => MailProviders.SendGrid;

    public async Task<MailReceipt> SendAsync(MailMessage message, int attempt, CancellationToken cancellationToken)
    {
        var mail = CheckedMail.Of(message);
        var body = SendGridMail.Of(mail, options.Value.Sandbox);
        if (attempt > 1 && options.Value.LookBeforeResend && await WithinTimeAsync(ct => FindSentAsync(mail, ct), cancellationToken) is { } sent)
            return sent;

        return await WithinTimeAsync(ct => PostAsync(body, ct), cancellationToken);
    }

    /// <summary>Sends the mail in SendGrid's sandbox mode: everything is checked and nothing is delivered.</summary>
    public Task CheckAsync(MailMessage message, CancellationToken cancellationToken)
    {
        var body = SendGridMail.Of(CheckedMail.Of(message), sandbox: true);
        return WithinTimeAsync(ct => PostAsync(body, ct), cancellationToken);
    }

    private async Task<MailReceipt> PostAsync(SendGridMail body, CancellationToken cancellationToken)
    {
        using var answer = await api.SendAsync(body, cancellationToken);
        if (!answer.IsSuccessStatusCode)
            throw await SendGridAnswer.FailureAsync(answer, "a mail", time, cancellationToken);

        return new MailReceipt(answer.Headers.TryGetValues(MessageIdHeader, out var values) ? values.First() : string.Empty);
    }

    private async Task<MailReceipt?> FindSentAsync(CheckedMail mail, CancellationToken cancellationToken)
    {
        var query = $"(unique_args['{SendGridMail.MessageIdArgument}']=\"{mail.Name}\")";
        using var answer = await api.FindAsync(query, 1, cancellationToken);
        if (!answer.IsSuccessStatusCode)
            throw await SendGridAnswer.FailureAsync(answer, "the question for an earlier attempt (LookBeforeResend)", time, cancellationToken);

        return FirstMessage(await SendGridAnswer.BodyAsync(answer, cancellationToken));
    }

    private static MailReceipt? FirstMessage(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var messages = json.RootElement.GetProperty("messages");
            return messages.GetArrayLength() == 0
                ? null
                : new MailReceipt(messages[0].TryGetProperty("msg_id", out var id) ? id.GetString() ?? string.Empty : string.Empty);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new MailProviderException("SendGrid's answer to the question for an earlier attempt cannot be read.", e);
        }
    }

    private async Task<T> WithinTimeAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.TimeoutSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await call(either.Token);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or ExecutionRejectedException or ApiRequestException)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // The wrapper is left out: it holds the request, and with it the key and the recipient.
            var cause = e is ApiRequestException { InnerException: { } inner } ? inner : e;
            throw new MailProviderException(
                cause is OperationCanceledException
                    ? $"SendGrid did not answer within {options.Value.TimeoutSeconds} seconds."
                    : "SendGrid cannot be reached.",
                cause);
        }
    }
}
