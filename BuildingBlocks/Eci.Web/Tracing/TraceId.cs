using System.Buffers;
using System.Diagnostics;
using Microsoft.Extensions.Primitives;

namespace Eci.Web.Tracing;

/// <summary>The id that joins a request, its answer, its logs and everything it sets in motion.</summary>
public static class TraceId
{
    /// <summary>Accepted from callers and always sent back.</summary>
    public const string Header = "eci-trace-id";

    private const int MaxLength = 64;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-");

    /// <summary>The caller's id when it sent exactly one usable one, else the current W3C trace id.</summary>
    public static string Choose(StringValues given) =>
        given.Count == 1 && given[0] is { Length: > 0 and <= MaxLength } id && !id.AsSpan().ContainsAnyExcept(Allowed)
            ? id
            : (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToHexString();
}
