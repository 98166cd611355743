using System.Text.Json;
using Eci.Modules.Ups.Client;

namespace Eci.Modules.Ups.TrackPackage;

/// <summary>The status of a scan; each part may be missing.</summary>
/// <param name="Type">Kind of scan, for example <c>I</c>.</param>
/// <param name="Code">Two characters that mean something else under each type, for example <c>OT</c>.</param>
/// <param name="StatusCode">Three digits that mean the same under every type, for example <c>021</c>.</param>
internal sealed record UpsStatus(string? Type, string? Code, string? StatusCode)
{
    private const int LongestPart = 20;

    /// <summary>All three parts, for example <c>I/OT/021</c>, or <c>X//092</c> without the second; empty when there is none. The same scan always has the same.</summary>
    public string RawCode => this is { Type: null, Code: null, StatusCode: null } ? string.Empty : $"{Type}/{Code}/{StatusCode}";

    public static UpsStatus In(JsonElement? activity)
    {
        var status = activity.Object("status");
        return new UpsStatus(Part(status, "type"), Part(status, "code"), Digits(Part(status, "statusCode")));
    }

    private static string? Part(JsonElement? status, string name) => status.Text(name, LongestPart)?.ToUpperInvariant();

    /// <summary>A number instead of a text has lost its leading zeros.</summary>
    private static string? Digits(string? statusCode) => statusCode is { Length: < 3 } && statusCode.All(char.IsAsciiDigit) ? statusCode.PadLeft(3, '0') : statusCode;
}
