using System.Text.Json.Nodes;
using GraphQL.Types;

namespace Eci.Management.GraphQL;

/// <summary>A setting by its name.</summary>
/// <param name="Name">Name of the field.</param>
/// <param name="Value">As text; null: none.</param>
internal sealed record Setting(string Name, string? Value)
{
    /// <summary>The settings of a record in the order of its properties.</summary>
    public static IEnumerable<Setting> Of(JsonObject record) => record.Select(field => new Setting(field.Key, TextOf(field.Value)));

    /// <summary>A value as people write it: lists with commas.</summary>
    public static string? TextOf(JsonNode? value) => value is JsonArray list ? string.Join(",", list.Select(TextOf)) : value?.ToString();
}

internal sealed class SettingType : ObjectGraphType<Setting>
{
    public SettingType()
    {
        Name = "Setting";
        Description = "One setting of an app or integration.";
        Field<string>("name").Resolve(c => c.Source.Name);
        Field<string>("value", nullable: true).Description("As text; lists with commas.").Resolve(c => c.Source.Value);
    }
}
