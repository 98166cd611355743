using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Eci.Modules.Saleor.Client;

namespace Eci.Modules.Saleor.Connection.Registration;

/// <summary>The app as the shop knows it.</summary>
/// <param name="Id">Its id there.</param>
/// <param name="Permissions">What it may do.</param>
internal sealed record ShopApp(string Id, IReadOnlySet<string> Permissions);

/// <summary>Asks a shop the two things that a connection begins with: whose a token is, and its public keys.</summary>
internal sealed class ShopProbe(IHttpClientFactory http, TimeProvider time)
{
    /// <summary>Name of the HTTP client.</summary>
    public const string Client = "saleor-connection";

    private const int LargestAnswer = 64 * 1024;
    private const string KeysPath = "/.well-known/jwks.json";

    private static readonly SaleorOperation<ShopApp> Question = SaleorOperation.Query<ShopApp>("ConnectedApp");

    /// <summary>Saleor waits 18 seconds for a registration, which asks twice.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(7);

    /// <summary>The app that a token belongs to; null when the shop does not accept it.</summary>
    /// <exception cref="ShopUnavailableException">The shop does not answer as Saleor does.</exception>
    public async Task<ShopApp?> AskAsync(string apiUrl, string token, CancellationToken cancellationToken)
    {
        var question = new SaleorRequest(Question.Name, Question.Document, Variables: null);
        using var request = new HttpRequestMessage(HttpMethod.Post, apiUrl) { Content = JsonContent.Create(question, options: SaleorHttp.Json) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var (status, body) = await SendAsync(request, cancellationToken);
        if (status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            return null;
        if (status is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError)
            throw Unavailable();
        try
        {
            using var document = JsonDocument.Parse(body);
            return AppOf(document.RootElement) ?? (IsRefusal(document.RootElement) ? null : throw Unavailable());
        }
        catch (Exception exception) when (BadJson.IsCause(exception))
        {
            throw Unavailable();
        }
    }

    /// <summary>The document of the shop's public keys.</summary>
    /// <exception cref="ShopUnavailableException">The shop does not answer.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadKeysAsync(string apiUrl, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(apiUrl), KeysPath));
        var (status, body) = await SendAsync(request, cancellationToken);
        return IsSuccess(status) ? body : throw Unavailable();
    }

    private async Task<(HttpStatusCode Status, ReadOnlyMemory<byte> Body)> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var client = http.CreateClient(Client);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return (response.StatusCode, await ReadAsync(response.Content, either.Token));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is not ShopUnavailableException)
        {
            throw new ShopUnavailableException(exception);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[LargestAnswer + 1];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length <= LargestAnswer ? buffer.AsMemory(0, length) : throw Unavailable();
    }

    private static ShopApp? AppOf(JsonElement answer)
    {
        if (Member(answer, "data") is not { } data || Member(data, "app") is not { } app || Member(app, "id") is not { ValueKind: JsonValueKind.String } id)
            return null;
        var permissions = Member(app, "permissions") is { ValueKind: JsonValueKind.Array } given ? given.EnumerateArray() : default;
        return new ShopApp(id.GetString()!, permissions.Select(p => Member(p, "code")).OfType<JsonElement>().Select(code => code.ToString()).ToHashSet(StringComparer.Ordinal));
    }

    private static bool IsRefusal(JsonElement answer) =>
        Member(answer, "errors") is { ValueKind: JsonValueKind.Array }
            || (Member(answer, "data") is { } data && Member(data, "app") is { ValueKind: JsonValueKind.Null });

    private static JsonElement? Member(JsonElement parent, string name) =>
        parent.ValueKind is JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : null;

    private static bool IsSuccess(HttpStatusCode status) => (int)status is >= 200 and < 300;

    private static ShopUnavailableException Unavailable() => new(innerException: null);
}

/// <summary>A shop cannot be reached, answers too late or too much, or not as Saleor does.</summary>
internal sealed class ShopUnavailableException(Exception? innerException) : Exception("The shop does not answer as it should.", innerException);
