using System.Text.RegularExpressions;

namespace Eci.Modules.Tracking.TrackingPage;

/// <summary>What a page must not tell. Carriers write names and streets into their notes, and shops whole names into the first one.</summary>
internal sealed class PersonalData(TrackedOrder order)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private readonly string[] _texts =
    [
        .. new[] { order.LastName, order.Email, order.Street }
            .Concat(order.Packages.Select(package => package.ReceivedBy))
            .Select(text => text?.Trim())
            .OfType<string>()
            .Where(text => text.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>The text; null when it holds something personal as whole words.</summary>
    public string? Without(string? text) => text is not null && Array.Exists(_texts, personal => Holds(text, personal)) ? null : text;

    private static bool Holds(string text, string personal) => Regex.IsMatch(
        text,
        $@"(?<!\w){Regex.Escape(personal)}(?!\w)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        Patience);
}
