using System.Globalization;
using System.Net;
using Eci.Core;

namespace Eci.IntegrationTests.Dpd;

/// <summary>A request that is not as DPD's should be, and what the hub must make of it.</summary>
/// <param name="Target">Path and query, one byte a character.</param>
/// <param name="Expected">Status of the answer; null where HTTP itself is broken, so that the server may answer without words or hang up.</param>
internal sealed record OddPush(string Target, HttpStatusCode? Expected)
{
    public string Method { get; init; } = "GET";

    /// <summary>Further header lines.</summary>
    public string Headers { get; init; } = string.Empty;
}

/// <summary>
/// Makes odd pushes, the same ones for the same seed. Each is odd in one way and has a push id of its own; those in which the push itself
/// is as it should be share a few.
/// </summary>
internal sealed class OddPushes
{
    /// <summary>Part of every value that would be personal data.</summary>
    public const string Person = "Mustermann";

    /// <summary>Begins every parcel number; belongs to no parcel of the hub.</summary>
    public const string Numbers = "771230045";

    private const string Path = "/api/v1/tracking/dpd/";
    private const int SharedIds = 50;
    private const HttpStatusCode Kept = HttpStatusCode.OK;
    private const HttpStatusCode Refused = HttpStatusCode.BadRequest;

    private static readonly string[] Needed = ["pushid", "pnr", "status"];
    private static readonly string[] Read = ["pushid", "pnr", "status", "statusdate", "depot"];
    private static readonly string[] Ignored = ["ref", "receiver", "pod", "weight", "scaninfo", "services"];

    private readonly Random _random;
    private readonly Func<Dictionary<string, string>, OddPush>[] _oddities;
    private int _made;

    public OddPushes(int seed)
    {
        _random = new Random(seed);
        _oddities =
        [
            Missing, Blank, Repeated, RepeatedAlike, TooLong, Unreadable, UnreadableButIgnored, Foreign, OddDate, OddStatus, OddName, Crowded, LongQuery,
            OddWebhook, OddMethod, OddHeaders, NotHttp,
        ];
    }

    public OddPush Next() => _oddities[_made % _oddities.Length](Push());

    private static OddPush Of(Dictionary<string, string> push, HttpStatusCode? expected) =>
        new($"{Path}{DemoTenant.DpdWebhookId}?{Query(push)}", expected);

    private static string Query(Dictionary<string, string> push) => string.Join('&', push.Select(p => $"{p.Key}={p.Value}"));

    private Dictionary<string, string> Push()
    {
        var id = ++_made;
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["pushid"] = id.ToString("D9", CultureInfo.InvariantCulture),
            ["pnr"] = string.Create(CultureInfo.InvariantCulture, $"{Numbers}{id % 100:D5}"),
            ["depot"] = "0998",
            ["status"] = "pickup_depot",
            ["statusdate"] = "05012026100200",
            ["receiver"] = $"{Person}%2C+Erika",
            ["ref"] = $"{Person}-{id}",
        };
    }

    private OddPush Missing(Dictionary<string, string> push)
    {
        var field = Any(Read);
        push.Remove(field);
        return Of(push, Needed.Contains(field) ? Refused : Kept);
    }

    private OddPush Blank(Dictionary<string, string> push)
    {
        var field = Any(Read);
        push[field] = Any(string.Empty, "+", "%20%20", "%C2%A0");
        return Of(push, Needed.Contains(field) ? Refused : Kept);
    }

    private OddPush Repeated(Dictionary<string, string> push)
    {
        var field = Any(Read);
        push[field] += $"&{field}={Person}";
        return Of(push, Refused);
    }

    private OddPush RepeatedAlike(Dictionary<string, string> push)
    {
        ShareId(push);
        var field = Any(Read);
        push[field] += $"&{field}={push[field]}";
        return Of(push, Kept);
    }

    private OddPush TooLong(Dictionary<string, string> push)
    {
        push[Any(Read)] = Person + new string('7', _random.Next(100, 3000));
        return Of(push, Refused);
    }

    private OddPush Unreadable(Dictionary<string, string> push)
    {
        push[Any(Read)] += UnreadableText();
        return Of(push, Refused);
    }

    private OddPush UnreadableButIgnored(Dictionary<string, string> push)
    {
        ShareId(push);
        push[Any(Ignored)] = Person + UnreadableText();
        return Of(push, Kept);
    }

    /// <summary>Broken escapes, Latin-1, halves of surrogates, overlong forms, control characters, line separators, a non-character.</summary>
    private string UnreadableText() => Any(
        "%", "%4", "%zz", "%u00e4", "%E4", "%FF%FE", "%C3%28", "%ED%A0%80", "%C0%80", "%F5%80%80%80",
        "\u0001", "\u007F", "%00", "%0D%0Aeci-trace-id:x", "%1B[31m", "%7F", "%C2%85", "%E2%80%A8", "%EF%BF%BF");

    /// <summary>Digits and letters of other scripts, signs of markup and SQL: strange but clear.</summary>
    private OddPush Foreign(Dictionary<string, string> push)
    {
        push[Any("pnr", "status", "statusdate", "depot")] = Any(
            "%D9%A0%D9%A1%D9%A9%D9%A0%D9%A6", "%EF%BC%90%EF%BC%91", "%F0%9F%93%A6", "%E2%80%AE7654", "%27%3B+DROP+TABLE+x%3B--", "%3Cscript%3E", "{{+7*7+}}");
        return Of(push, Kept);
    }

    /// <summary>No such day, both hours of the autumn night, the skipped one of spring, and no dates at all.</summary>
    private OddPush OddDate(Dictionary<string, string> push)
    {
        push["statusdate"] = Any(
            "31022026100200", "29022026100200", "25102026021500", "25102026025959", "29032026023000", "00000000000000", "99999999999999", "-5012026100200",
            "05012026240000", "05012026100260", "0501202610020", "050120261002000", "2026-01-05T10:02:00Z", "tomorrow", "05010001100200", "31129999235959");
        return Of(push, Kept);
    }

    private OddPush OddStatus(Dictionary<string, string> push)
    {
        push["status"] = Any("delivery_teleport", "DELIVERY_CUSTOMER", "delivery_customer+", "0", "null", "delivery-customer");
        return Of(push, Kept);
    }

    private OddPush OddName(Dictionary<string, string> push)
    {
        var field = Any(Needed);
        var value = push[field];
        push.Remove(field);
        var (name, expected) = Any(($"%{(int)field[0]:X2}{field[1..]}", Kept), (field.ToUpperInvariant(), Refused), ($"{field}[]", Refused), ($"{field}%00", Refused));
        push[name] = value;
        return Of(push, expected);
    }

    private OddPush Crowded(Dictionary<string, string> push)
    {
        ShareId(push);
        push["receiver"] = Person + string.Concat(Enumerable.Repeat("&=&&a=b&%ff=%00&a", _random.Next(1, 200)));
        return Of(push, Kept);
    }

    /// <summary>Longer than the hub reads, longer than the server reads, or, rarely, a megabyte.</summary>
    private OddPush LongQuery(Dictionary<string, string> push)
    {
        var (length, expected) = _random.Next(50) == 0
            ? (1024 * 1024, null)
            : Any<(int, HttpStatusCode?)>((5000, HttpStatusCode.RequestUriTooLong), (10_000, null));
        push["receiver"] = Person + new string('x', length);
        return Of(push, expected);
    }

    private OddPush OddWebhook(Dictionary<string, string> push)
    {
        var (webhook, expected) = Any<(string, HttpStatusCode?)>(
            ("wh_none", HttpStatusCode.NotFound),
            (DemoTenant.DpdWebhookId.ToUpperInvariant(), HttpStatusCode.NotFound),
            ($"{DemoTenant.DpdWebhookId}%27--", HttpStatusCode.NotFound),
            ($"{DemoTenant.DpdWebhookId}%2Fx", HttpStatusCode.NotFound),
            ($"{DemoTenant.DpdWebhookId}/x", HttpStatusCode.NotFound),
            ($"{DemoTenant.DpdWebhookId}%FF", HttpStatusCode.NotFound),
            ("../../graphql-", HttpStatusCode.NotFound),
            (string.Empty, HttpStatusCode.NotFound),
            (new string('w', 3000), HttpStatusCode.NotFound),
            ($"{DemoTenant.DpdWebhookId}%00", null));
        return new OddPush($"{Path}{webhook}?{Query(push)}", expected);
    }

    private OddPush OddMethod(Dictionary<string, string> push) =>
        Of(push, HttpStatusCode.MethodNotAllowed) with { Method = Any("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "MUSTERMANN") };

    private OddPush OddHeaders(Dictionary<string, string> push)
    {
        ShareId(push);
        var headers = Any(
            "eci-trace-id: <script>\r\n", "eci-trace-id: a\r\neci-trace-id: b\r\n", $"eci-trace-id: {Person} {Person}\r\n", "traceparent: 00-zz-zz-00\r\n",
            "Accept: image/png\r\n", "Accept: ;;;q=x\r\n", $"Authorization: Bearer {Person}\r\n", "Content-Type: ;\r\n", $"Cookie: {Person}={Person}\r\n",
            "X-Forwarded-For: ' OR 1=1\r\n", "Accept-Encoding: *;q=0\r\n", "Range: bytes=0-0\r\n", "If-None-Match: *\r\n", "baggage: ,,=,\r\n");
        return Of(push, Kept) with { Headers = headers };
    }

    private OddPush NotHttp(Dictionary<string, string> push)
    {
        var header = Any(string.Empty, $"X-Big: {new string('x', 40_000)}\r\n", $"no colon {Person}\r\n", $"{Person}: \0\r\n");
        if (header.Length == 0)
            push["receiver"] = Person + Any("\0", "\u00E4", " a b");
        return Of(push, expected: null) with { Headers = header };
    }

    private void ShareId(Dictionary<string, string> push) => push["pushid"] = $"again-{_random.Next(SharedIds)}";

    private T Any<T>(params T[] choices) => choices[_random.Next(choices.Length)];
}
