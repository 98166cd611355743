using System.CommandLine;
using Eci.Management.Kinds;
using Eci.Vocabulary;

namespace Eci.Host.Commands.Management;

/// <summary><c>app kinds</c>: what each kind of app needs.</summary>
internal static class AppKindsCommand
{
    private static readonly string[] Columns = ["KIND", "OPTION", "NAME", "TYPE", "DEFAULT", "DESCRIPTION"];

    public static Command Create(ServicesRunner run)
    {
        var command = new Command("kinds", "Lists kinds of app with the settings and credentials they take.") { ManagementOptions.Json };
        command.SetAction((parsed, _) => run(services =>
        {
            var kinds = services.GetRequiredService<KindCatalog>().Apps;
            if (parsed.GetValue(ManagementOptions.Json))
                Output.WriteJson(kinds.Select(Document));
            else
                Output.WriteTable(Columns, kinds.SelectMany(Rows));
            return Task.FromResult(0);
        }));
        return command;
    }

    private static IEnumerable<string[]> Rows(IAppKind kind)
    {
        if (kind.Settings.Fields.Count + kind.Credentials.Fields.Count == 0)
            return [[kind.Kind, "-", "-", "-", "-", kind.Webhook is null ? "Nothing to be given." : "Nothing to be given; has a webhook."]];
        return kind.Settings.Fields.Select(field => Row(kind, "--set", field)).Concat(kind.Credentials.Fields.Select(field => Row(kind, "--credential", field)));
    }

    private static string[] Row(IAppKind kind, string option, KindField field) =>
        [kind.Kind, option, field.Name, WireName.Of(field.Type), field.Default ?? (field.Required ? "required" : "-"), field.Description];

    private static object Document(IAppKind kind) => new
    {
        kind.Kind,
        kind.Label,
        kind.Role,
        Settings = kind.Settings.Fields.Select(Document),
        Credentials = kind.Credentials.Fields.Select(Document),
        WebhookPath = kind.Webhook?.Path,
        WebhookTakesSecret = kind.Webhook?.TakesSecret,
    };

    private static object Document(KindField field) => new
    {
        field.Name,
        Type = WireName.Of(field.Type),
        field.Description,
        field.Required,
        Secret = field.IsSecret,
        field.Default,
        field.Words,
    };
}
