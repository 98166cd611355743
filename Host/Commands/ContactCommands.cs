using System.CommandLine;
using System.Globalization;
using Eci.Commerce.Api.Privacy;

namespace Eci.Host.Commands;

/// <summary><c>contacts export | erase</c>.</summary>
internal static class ContactCommands
{
    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON." };
    private static readonly Option<string> Tenant = new("--tenant") { Description = "Tenant id or name.", Required = true };
    private static readonly Option<string?> Email = new("--email") { Description = "Address of the person." };
    private static readonly Option<string?> Id = new("--id") { Description = "Id of the contact (c_...), instead of the address." };
    private static readonly string[] Columns = ["KIND", "ROWS"];

    public static Command Create() => new("contacts", "Persons the shop deals with.") { Export(), Erase() };

    private static Command Export()
    {
        var command = new Command("export", "Prints everything that the hub knows of a person, as JSON.") { Tenant, Email, Id };
        command.SetAction((parsed, token) => WithPersonAsync(parsed, async (services, person) =>
        {
            if (await services.GetRequiredService<ContactExports>().ExportAsync(person, token) is not { } export)
                return Missing();
            Console.WriteLine(export.Document);
            if (!export.IsComplete)
                await Console.Error.WriteLineAsync("There is more than an export holds: 'incomplete' in the document names the parts.");
            return 0;
        }, token));
        return command;
    }

    private static Command Erase()
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Changes nothing and tells how much would be erased." };
        var command = new Command("erase", "Overwrites everything personal of a person; orders and parcels stay. Cannot be undone.")
        {
            Tenant, Email, Id, dryRun, Json,
        };
        command.SetAction((parsed, token) => WithPersonAsync(parsed, async (services, person) =>
        {
            if (await services.GetRequiredService<ContactErasures>().EraseAsync(person, parsed.GetValue(dryRun), token) is not { } erasure)
                return Missing();
            if (parsed.GetValue(Json))
                Output.WriteJson(new { erasure.ContactId, DryRun = parsed.GetValue(dryRun), erasure.Counts });
            else
                Say(erasure, parsed.GetValue(dryRun));
            return 0;
        }, token));
        return command;
    }

    private static void Say(ContactErasure erasure, bool dryRun)
    {
        Output.WriteTable(Columns, erasure.Counts.Select(count => (string[])[count.Key, count.Value.ToString(CultureInfo.InvariantCulture)]));
        Console.WriteLine(dryRun ? $"Contact {erasure.ContactId} would be erased." : $"Contact {erasure.ContactId} is erased.");
        Console.WriteLine(PrivacyNotes.Pickup);
    }

    private static async Task<int> WithPersonAsync(
        ParseResult parsed, Func<IServiceProvider, PersonName, Task<int>> work, CancellationToken cancellationToken)
    {
        if (PersonName.Of(parsed.GetValue(Id), parsed.GetValue(Email)) is not { } person)
            return Output.Refuse("Name the person by --email or by --id.");
        return await EciCommands.WithServicesAsync(async services =>
        {
            await using var scope = await CommandScope.OfTenantAsync(services, parsed.GetValue(Tenant)!, cancellationToken);
            return scope is null ? ExitCodes.Refused : await work(scope.Services, person);
        });
    }

    private static int Missing() => Output.Refuse("There is no such contact.");
}
