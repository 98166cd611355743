using System.Text.Json;
using System.Text.Json.Serialization;

namespace Eci.Modules.Sandbox.Dhl;

/// <summary>DHL leaves out what it does not know.</summary>
internal static class DhlJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
}
