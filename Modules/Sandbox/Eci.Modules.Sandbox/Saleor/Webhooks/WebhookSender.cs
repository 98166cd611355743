using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Mime;
using Eci.Modules.Sandbox.Saleor.Apps;

namespace Eci.Modules.Sandbox.Saleor.Webhooks;

/// <summary>Signs and posts webhooks.</summary>
internal sealed class WebhookSender(WebhookKeys keys, IHttpClientFactory clients)
{
    /// <exception cref="HttpRequestException">The app cannot be reached.</exception>
    public async Task<HttpResponseMessage> SendAsync(Parcel parcel, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(Installer.ClientName);
        using var message = new HttpRequestMessage(HttpMethod.Post, parcel.Target);
        message.Content = new ByteArrayContent(parcel.Body) { Headers = { ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json) } };
        Add("Event", parcel.Event);
        Add("Domain", parcel.Domain);
        Add("Signature", keys.Sign(parcel.Body));
        message.Headers.Add("Saleor-Api-Url", parcel.ApiAddress);
        foreach (var (name, value) in parcel.CustomHeaders)
            message.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAsync(message, cancellationToken);

        void Add(string name, string value)
        {
            message.Headers.Add($"Saleor-{name}", value);
            message.Headers.Add($"X-Saleor-{name}", value);
        }
    }

    /// <summary>Sends a delivery and notes what became of it.</summary>
    public async Task DeliverAsync(DueDelivery delivery, DeliveryBook book, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await SendAsync(delivery.Parcel, cancellationToken);
            book.Record(delivery.Id, (int)answer.StatusCode, ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture));
        }
        catch (HttpRequestException exception)
        {
            book.Record(delivery.Id, status: null, exception.HttpRequestError.ToString());
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            book.Record(delivery.Id, status: null, "Timeout");
        }
    }
}
