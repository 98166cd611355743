using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Base64Url = System.Buffers.Text.Base64Url;

namespace Eci.UnitTests.BuildingBlocks.GraphQL.Callers;

/// <summary>An OpenID Connect issuer on this machine.</summary>
internal sealed class StubIssuer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StubIssuer(WebApplication app) => _app = app;

    /// <summary>The keys it tells, by their ids.</summary>
    public Dictionary<string, RSA> Keys { get; } = new(StringComparer.Ordinal) { ["first"] = RSA.Create(2048) };

    /// <summary>Answers everything with an error.</summary>
    public bool IsDown { get; set; }

    /// <summary>How often its metadata was asked for.</summary>
    public int Requests { get; private set; }

    public string Address => _app.Urls.Single();

    /// <summary>The settings that take its tokens.</summary>
    public Dictionary<string, string?> Settings => new(StringComparer.Ordinal)
    {
        ["Eci:Jwt:Authority"] = Address,
        ["Eci:Jwt:Issuer"] = Jwt.Issuer,
        ["Eci:Jwt:Audience"] = Jwt.Audience,
    };

    public static async Task<StubIssuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var issuer = new StubIssuer(app);
        app.MapGet("/.well-known/openid-configuration", () =>
        {
            issuer.Requests++;
            return issuer.Answer(() => new { issuer = Jwt.Issuer, jwks_uri = $"{issuer.Address}/keys" });
        });
        app.MapGet("/keys", () => issuer.Answer(() => new { keys = issuer.Keys.Select(key => Describe(key.Key, key.Value)).ToList() }));
        await app.StartAsync();
        return issuer;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        foreach (var key in Keys.Values)
            key.Dispose();
    }

    private static object Describe(string id, RSA key)
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        return new { kty = "RSA", use = "sig", kid = id, n = Base64Url.EncodeToString(parameters.Modulus), e = Base64Url.EncodeToString(parameters.Exponent) };
    }

    private IResult Answer(Func<object> document) => IsDown ? Results.StatusCode(StatusCodes.Status502BadGateway) : Results.Json(document());
}
