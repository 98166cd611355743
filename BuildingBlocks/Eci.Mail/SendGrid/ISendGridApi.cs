using Refit;

namespace Eci.Mail.SendGrid;

/// <summary>The two SendGrid calls the hub makes. Answers are read by <see cref="SendGridAnswer"/>.</summary>
internal interface ISendGridApi
{
    [Post("/v3/mail/send")]
    Task<HttpResponseMessage> SendAsync([Body(buffered: true)] SendGridMail mail, CancellationToken cancellationToken);

    [Get("/v3/messages")]
    Task<HttpResponseMessage> FindAsync([Query] string query, [Query] int limit, CancellationToken cancellationToken);
}
