using Eci.Web.GraphQL;
using Eci.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace Eci.IntegrationTests.GraphQL;

[TestFixture]
[Category("Conformance")]
internal sealed class GraphQLOverHttp
{
    private const int Audits = 61;

    [TestCase("Development", null)]
    [TestCase("Production", "audit_key")]
    public async Task Is_spoken_in_every_detail(string environment, string? apiKey)
    {
        await using var app = await StartAsync(environment);

        var report = await GraphQLAudit.RunAsync(new Uri(app.Urls.Single() + "/api/graphql"), apiKey);

        Assert.That((report.Passed, report.Total), Is.EqualTo((Audits, Audits)), report.Findings);
    }

    private static async Task<WebApplication> StartAsync(string environment)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IApiKeyStore, AnyKey>();
        builder.Services.AddEciGraphQL(builder.Configuration);
        var app = builder.Build();
        app.MapGroup("/api").MapEciGraphQL();
        await app.StartAsync();
        return app;
    }

    private sealed class AnyKey : IApiKeyStore
    {
        public Task<StoredApiKey?> FindAsync(string hash, CancellationToken cancellationToken) =>
            Task.FromResult<StoredApiKey?>(new StoredApiKey("ak_1", "tenant", string.Empty, ExpiresAt: null, RevokedAt: null));

        public Task MarkUsedAsync(string id, DateTimeOffset minute, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
