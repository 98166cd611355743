using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Eci.Vocabulary;

/// <summary>Which way a record goes between the hub and an external system.</summary>
[JsonConverter(typeof(WireNameConverter<SyncDirection>))]
[Description("Which way a record goes between the hub and an external system.")]
public enum SyncDirection
{
    /// <summary>From the external system into the hub; records are named by their external id.</summary>
    Pull,

    /// <summary>From the hub to the external system; records are named by the hub's id.</summary>
    Push,
}
