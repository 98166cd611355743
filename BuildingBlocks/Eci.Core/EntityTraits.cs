namespace Eci.Core;

/// <summary>A row that belongs to one tenant: filtered and checked everywhere.</summary>
public interface ITenantOwned
{
    string TenantId { get; }
}

/// <summary>A row that remembers when it was made and last changed, UTC. Stamped when it is saved.</summary>
public interface ITimestamped
{
    DateTimeOffset CreatedAt { get; set; }

    DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>A row with optimistic concurrency: <see cref="Version"/> grows with each change, and a writer that read an older one fails.</summary>
public interface IVersioned
{
    int Version { get; set; }
}
