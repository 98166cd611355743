namespace Eci.Persistence;

/// <summary>One key of the Data Protection key ring, as XML.</summary>
internal sealed class DataProtectionKey
{
    public required string FriendlyName { get; init; }

    public required string Xml { get; init; }
}
