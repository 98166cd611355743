using System.Text.Json.Serialization;
using Eci.Core;
using Eci.Testing.Hosting;
using Eci.Web.Webhooks;
using FluentValidation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.UnitTests.BuildingBlocks.Web.Support;

internal sealed class SampleApp : App
{
    public static SampleApp New(string id = "app_1") => new() { Id = id, TenantId = "pk_1", Name = "Sample" };
}

internal sealed class OtherApp : App;

/// <summary>A request with a query parameter and a JSON body.</summary>
internal sealed record SampleRequest(string? Topic, string? Text) : IWebhookRequest<SampleRequest>
{
    public static SampleRequest Read(WebhookReader reader) =>
        new(reader.Query("topic"), reader.Body.IsEmpty ? null : reader.Json(SampleJson.Default.SampleBody)?.Text);
}

internal sealed record SampleBody(string Text);

[JsonSerializable(typeof(SampleBody))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class SampleJson : JsonSerializerContext;

internal sealed class SampleValidator : AbstractValidator<SampleRequest>
{
    public SampleValidator() => RuleFor(r => r.Topic).NotEmpty().WithMessage("is required").OverridePropertyName("topic");
}

/// <summary>Answers with what it was given.</summary>
internal sealed class SampleHandler : IWebhookHandler<SampleRequest, SampleApp>
{
    public Exception? Failure { get; set; }

    /// <summary>What the handler waits for.</summary>
    public Task Storage { get; set; } = Task.CompletedTask;

    public int Calls { get; private set; }

    public async ValueTask<IResult> HandleAsync(WebhookCall<SampleRequest, SampleApp> call, CancellationToken cancellationToken)
    {
        Calls++;
        if (Failure is not null)
            throw Failure;
        await Storage;
        return TypedResults.Text($"{call.App.Id} {call.Request.Topic} {call.Request.Text}");
    }
}

internal static class SampleWebhook
{
    public const string Id = "wh_sample";
    public const string SecretHeaderName = "x-secret";

    private static readonly WebhookDescription Description = new("receiveSample", "Sample", "Takes samples.", "Details.", "text/plain", "ok")
    {
        Query = [new WebhookField("topic", "What it is about.", "news", Required: true, MaxLength: 10)],
        BodyExample = """{"text":"hello"}""",
    };

    /// <summary>A server with the open routes <c>GET</c> and <c>POST /api/sample/{id}</c> and the signed one <c>POST /api/signed/{id}</c>.</summary>
    public static Task<WebTestHost> StartAsync(IReadOnlyDictionary<string, string?>? settings = null, LogCapture? logs = null) => WebTestHost.StartAsync(
        (services, _) =>
        {
            services.AddWebhook<SampleRequest, SampleApp, SampleValidator, SampleHandler>();
            services.AddSingleton(p => (SampleHandler)p.GetRequiredService<IWebhookHandler<SampleRequest, SampleApp>>());
        },
        Map,
        settings,
        logs);

    private static void Map(IEndpointRouteBuilder api)
    {
        api.MapWebhook<SampleRequest, SampleApp>("GET", "/sample/{webhookId}", Description with { Name = "getSample", BodyExample = null });
        api.MapWebhook<SampleRequest, SampleApp>("POST", "/sample/{webhookId}", Description);
        api.MapWebhook<SampleRequest, SampleApp>("POST", "/signed/{webhookId}", Description with { Name = "signed" }, new SecretHeader(SecretHeaderName));
    }
}
