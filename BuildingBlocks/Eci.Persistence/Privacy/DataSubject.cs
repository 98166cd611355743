namespace Eci.Persistence.Privacy;

/// <summary>A person whose data is exported or erased, as the canonical model knows her.</summary>
public sealed record DataSubject
{
    /// <summary>Owner of the data.</summary>
    public required string TenantId { get; init; }

    /// <summary>Her row.</summary>
    public required string ContactId { get; init; }

    /// <summary>Since when she is erased, UTC; what identified her is not known any more then. Null: she is not.</summary>
    public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>Her orders.</summary>
    public required IReadOnlyList<string> OrderIds { get; init; }

    /// <summary>The parcels of her orders.</summary>
    public required IReadOnlyList<string> PackageIds { get; init; }

    /// <summary>The carriers' numbers of her parcels.</summary>
    public required IReadOnlyList<string> TrackingIds { get; init; }

    /// <summary>Keys of messages that are about her, her orders or her parcels.</summary>
    public required IReadOnlyList<string> MessageKeys { get; init; }

    /// <summary>Texts that are personal with her.</summary>
    public required PersonalTexts Texts { get; init; }
}
