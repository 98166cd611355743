using System.Net;
using System.Text;
using Eci.Modules.Saleor.Connection;
using Eci.Modules.Saleor.Connection.Registration;
using Eci.Modules.Saleor.Webhooks.Signature;
using Eci.Persistence;
using Eci.Testing.Saleor;
using Eci.Web.Webhooks;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Eci.UnitTests.Modules.Saleor.Connection;

/// <summary>A shop that publishes keys in memory, and a hub that is connected with it.</summary>
internal sealed class StubbedShop : HttpMessageHandler, IHttpClientFactory
{
    public const string ApiUrl = "https://shop.example.com/graphql/";

    private readonly CredentialProtector _protector = new(new EphemeralDataProtectionProvider());
    private int _fetches;

    public StubbedShop()
    {
        Ring = new ShopKeyRing(new ShopProbe(this, Time), Time, NullLogger<ShopKeyRing>.Instance);
        Signature = new SaleorSignature(Ring, _protector);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero));

    public ShopKeyRing Ring { get; }

    public SaleorSignature Signature { get; }

    /// <summary>Answers requests for the keys.</summary>
    public Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Keys { get; set; } = (_, _) => Task.FromResult(Text("{}"));

    /// <summary>How often the keys were asked for.</summary>
    public int Fetches => Volatile.Read(ref _fetches);

    public static HttpResponseMessage Text(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    /// <summary>Publishes these keys.</summary>
    public void Publish(params IEnumerable<System.Text.Json.Nodes.JsonObject> keys)
    {
        var document = ShopSigner.Document(keys);
        Keys = (_, _) => Task.FromResult(Text(document));
    }

    /// <summary>Gives the hub a delivery.</summary>
    public async Task<SignatureVerdict> CheckAsync(string? signature, string body, Action<IHeaderDictionary>? headers = null, CancellationToken cancellationToken = default)
    {
        var app = new SaleorApp
        {
            Id = "app_1",
            TenantId = "pk_1",
            Name = "Shop",
            Settings = new SaleorSettings(),
            Credentials = _protector.Protect(new SaleorCredentials(ApiUrl, "QXBwOjE=", "token")),
        };
        var context = new DefaultHttpContext();
        if (signature is not null)
            context.Request.Headers["Saleor-Signature"] = signature;
        context.Request.Headers["Saleor-Api-Url"] = ApiUrl;
        context.Request.Headers["Saleor-Domain"] = "shop.example.com";
        headers?.Invoke(context.Request.Headers);
        var target = new WebhookTarget("wh_1", "pk_1", SaleorApp.Kind, app, [], []);
        return await Signature.CheckAsync(new SignedCall(context.Request, Encoding.UTF8.GetBytes(body), target, Time.GetUtcNow()), app, cancellationToken);
    }

    public HttpClient CreateClient(string name) => new(this, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _fetches);
        return request.RequestUri!.AbsoluteUri == "https://shop.example.com/.well-known/jwks.json"
            ? Keys(request, cancellationToken)
            : throw new InvalidOperationException($"Nobody lives at {request.RequestUri}.");
    }
}
