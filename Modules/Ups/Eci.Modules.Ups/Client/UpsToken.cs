using System.Globalization;
using System.Text.Json;
using Eci.Carriers;

namespace Eci.Modules.Ups.Client;

/// <summary>A token and the time until which it is used.</summary>
/// <param name="Value">What goes behind <c>Bearer</c>.</param>
/// <param name="RenewAt">Shortly before it expires.</param>
internal sealed record UpsToken(string Value, DateTimeOffset RenewAt)
{
    private const string What = "UPS's answer to the question for a token";
    private const int LongestValue = 32 * 1024;
    private const int LongestNumber = 20;

    /// <summary>UPS gives four hours; whatever it says, no token is used longer.</summary>
    private static readonly TimeSpan LongestLife = TimeSpan.FromHours(4);

    /// <summary>How long a token is used whose life is not told in a way that makes sense.</summary>
    private static readonly TimeSpan DoubtfulLife = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan LongestMargin = TimeSpan.FromMinutes(1);

    /// <summary>Reads an answer with success. <c>issued_at</c> is another clock's and not needed.</summary>
    /// <param name="reply">The answer.</param>
    /// <param name="askedAt">When it was asked for.</param>
    /// <exception cref="CarrierAnswerException">There is no token in it.</exception>
    public static UpsToken Read(UpsReply reply, DateTimeOffset askedAt)
    {
        using var json = LenientJson.Parse(reply.Body, What);
        JsonElement? root = json.RootElement;
        var value = root.Text("access_token", LongestValue);
        if (value is null)
            throw new CarrierAnswerException($"{What} holds no token.");
        if (value.Length == LongestValue || !value.All(c => c is > ' ' and < (char)127))
            throw new CarrierAnswerException($"{What} holds something that cannot be a token.");

        var life = Life(root.Text("expires_in", LongestNumber));
        var margin = TimeSpan.FromTicks(Math.Min(life.Ticks / 10, LongestMargin.Ticks));
        return new UpsToken(value, askedAt + life - margin);
    }

    public override string ToString() => nameof(UpsToken);

    private static TimeSpan Life(string? seconds) =>
        double.TryParse(seconds, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var life) && life > 0
            ? TimeSpan.FromSeconds(Math.Min(life, LongestLife.TotalSeconds))
            : DoubtfulLife;
}
