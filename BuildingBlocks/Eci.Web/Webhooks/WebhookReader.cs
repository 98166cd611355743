using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Eci.Web.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Eci.Web.Webhooks;

/// <summary>Takes single fields out of a request and notes those that cannot be read.</summary>
public sealed class WebhookReader(HttpRequest request, ReadOnlyMemory<byte> body)
{
    private List<FieldError>? _errors;

    /// <summary>The raw bytes of the body.</summary>
    public ReadOnlyMemory<byte> Body => body;

    internal IReadOnlyList<FieldError> Errors => _errors ?? (IReadOnlyList<FieldError>)[];

    /// <summary>
    /// A query parameter; null when it is absent. Names are compared exactly. Noted as errors: wrong percent-encoding, control characters,
    /// and repeats with different values (which one would count?).
    /// </summary>
    public string? Query(string name)
    {
        string? found = null;
        foreach (var pair in new QueryStringEnumerable(request.QueryString.Value))
        {
            if (!QueryText.Equals(pair.EncodedName.Span, name))
                continue;
            if (!QueryText.TryDecode(pair.EncodedValue.Span, out var value))
                return Refuse(name, "is not percent-encoded UTF-8");
            if (!QueryText.IsPlain(value))
                return Refuse(name, "holds control characters");
            if (found is not null && !string.Equals(found, value, StringComparison.Ordinal))
                return Refuse(name, "is given more than once with different values");
            found = value;
        }

        return found;
    }

    /// <summary>A parameter of the route; null when it has none of that name.</summary>
    public string? Route(string name) => request.RouteValues.TryGetValue(name, out var value) ? value as string : null;

    /// <summary>A header; null when it is absent. A repeated header is noted as an error.</summary>
    public string? Header(string name)
    {
        var values = request.Headers[name];
        return values.Count <= 1 ? values : Refuse(name, "is given more than once");
    }

    /// <summary>The body as JSON, whatever the content type says; null, noted as an error, when it is not of that shape.</summary>
    public T? Json<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, type) ?? Missing();
        }
        catch (JsonException)
        {
            // The exception quotes the body.
            return Missing();
        }

        T? Missing()
        {
            Refuse("body", "is not the expected JSON");
            return null;
        }
    }

    /// <summary>Notes that a field cannot be read.</summary>
    /// <param name="field">Its name.</param>
    /// <param name="detail">Completes a sentence that starts with the name; must not hold the value.</param>
    /// <returns>Always null.</returns>
    public string? Refuse(string field, string detail)
    {
        (_errors ??= []).Add(new FieldError(field, detail));
        return null;
    }
}
