using Eci.Modules.Sandbox.Saleor.Model;
using Eci.Modules.Sandbox.Saleor.Seed;

namespace Eci.Modules.Sandbox.Saleor.Running;

/// <summary>A line of the journal.</summary>
/// <param name="At">When it was done.</param>
/// <param name="App">Id of the app that did it; null for the staff.</param>
/// <param name="Change">What was done; null when a shop was opened.</param>
/// <param name="Answers">What apps answered meanwhile.</param>
/// <param name="Opening">The shop that was opened; null for a change.</param>
internal sealed record JournalEntry(DateTimeOffset At, string? App, ShopChange? Change, IReadOnlyList<string?> Answers, Opening? Opening);

/// <summary>A shop is opened.</summary>
/// <param name="Size">How large.</param>
/// <param name="FirstNumber">Number of its first order.</param>
internal sealed record Opening(SeedSize Size, long FirstNumber)
{
    /// <param name="before">The shop whose apps it takes over; null for none.</param>
    /// <param name="at">When it is opened.</param>
    public ShopData Open(ShopData? before, DateTimeOffset at)
    {
        var data = DemoShop.Create(Size, FirstNumber, at);
        if (before is not null)
            data.KeepApps(before.Apps.All);
        return data;
    }
}
