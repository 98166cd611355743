using System.CommandLine;
using Eci.Core;
using Eci.Management;
using Eci.Management.Keys;
using Eci.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace Eci.Host.Commands;

/// <summary><c>apikey create | list | revoke</c>.</summary>
internal static class ApiKeyCommands
{
    private const string Prefix = "eci";
    private const string EveryScope = "all";

    private static readonly Option<string?> TenantOption = new("--tenant") { Description = "Tenant id or name." };
    private static readonly Option<string?> NameOption = new("--name") { Description = "What the key is called." };
    private static readonly Option<string[]> ScopesOption = new("--scopes")
    {
        Description = $"What the key may do, separated by blanks or commas: {string.Join(", ", Scopes.All)}; or '{EveryScope}'.",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<DateTimeOffset?> ExpiresOption = CommandTimes.Option("--expires", "Refused from this moment on (2027-01-31T12:00Z); never when left out.");
    private static readonly Option<bool> OperatorOption = new("--operator") { Description = "A key that acts for every tenant; the settings have to name its hash." };
    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON." };
    private static readonly string[] Columns = ["ID", "NAME", "SCOPES", "CREATED AT", "EXPIRES AT", "REVOKED AT", "LAST USED AT"];

    public static Command Create() => new("apikey", "Keys of the API.") { CreateKey(), List(), Revoke() };

    private static Command CreateKey()
    {
        var command = new Command("create", "Makes a key and prints it, this once.")
        {
            TenantOption, NameOption, ScopesOption, ExpiresOption, OperatorOption, Json,
        };
        command.SetAction((parsed, token) => parsed.GetValue(OperatorOption)
            ? Task.FromResult(CreateOperatorKey(parsed))
            : EciCommands.WithServicesAsync(services => CreateAsync(services, parsed, token)));
        return command;
    }

    public static async Task<int> CreateAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(TenantOption) is not { } wanted || parsed.GetValue(NameOption) is not { } name || parsed.GetValue(ScopesOption) is not { Length: > 0 } given)
            return Output.Refuse("Give --tenant, --name and --scopes; or only --operator for a key that acts for every tenant.");
        await using var scope = await CommandScope.OfTenantAsync(services, wanted, cancellationToken);
        if (scope is null)
            return ExitCodes.Refused;
        var scopes = given is [EveryScope] ? Scopes.All : [.. given.SelectMany(text => text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))];
        try
        {
            var made = await scope.Services.GetRequiredService<ApiKeyService>()
                .CreateAsync(new NewApiKey(name, scopes, parsed.GetValue(ExpiresOption)), _ => true, cancellationToken);
            if (parsed.GetValue(Json))
                Output.WriteJson(new { ApiKey = Document(made.ApiKey), made.Key });
            else
                Console.WriteLine($"{made.Key}\nKeep it: it cannot be shown again. Its id is {made.ApiKey.Id}.");
            return 0;
        }
        catch (RefusedException refused)
        {
            return Output.Refuse(refused.Message);
        }
    }

    private static int CreateOperatorKey(ParseResult parsed)
    {
        if (parsed.GetValue(TenantOption) is not null || parsed.GetValue(ScopesOption) is { Length: > 0 } || parsed.GetValue(ExpiresOption) is not null)
            return Output.Refuse("An operator's key has neither tenant nor scopes nor expiry: it holds as long as the settings name its hash.");
        var key = Ids.NewSecret(Prefix);
        var hash = ApiKey.HashOf(key);
        if (parsed.GetValue(Json))
            Output.WriteJson(new { Key = key, Hash = hash });
        else
            Console.WriteLine($"{key}\nKeep it: it cannot be shown again. It is accepted where the settings name its hash:\nEci__OperatorKeys__0={hash}");
        return 0;
    }

    private static Command List()
    {
        var command = new Command("list", "Lists the keys of a tenant, without the keys themselves.") { TenantOption, Json };
        command.SetAction((parsed, token) => EciCommands.WithServicesAsync(services => ListAsync(services, parsed, token)));
        return command;
    }

    public static async Task<int> ListAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(TenantOption) is not { } wanted)
            return Output.Refuse("Name a tenant with --tenant.");
        await using var scope = await CommandScope.OfTenantAsync(services, wanted, cancellationToken);
        if (scope is null)
            return ExitCodes.Refused;
        var keys = await scope.Services.GetRequiredService<ApiKeyService>().Rows.OrderBy(k => k.CreatedAt).ThenBy(k => k.Id).ToListAsync(cancellationToken);
        if (parsed.GetValue(Json))
            Output.WriteJson(keys.Select(Document));
        else if (keys.Count == 0)
            Console.WriteLine("The tenant has no key.");
        else
            Output.WriteTable(Columns, keys.Select(Row));
        return 0;
    }

    private static Command Revoke()
    {
        var id = new Argument<string>("keyId") { Description = "Id of the key (ak_...), see 'apikey list'." };
        var command = new Command("revoke", "Refuses a key from now on, for good.") { id, TenantOption, Json };
        command.SetAction((parsed, token) => EciCommands.WithServicesAsync(services => RevokeAsync(services, parsed, parsed.GetValue(id)!, token)));
        return command;
    }

    private static async Task<int> RevokeAsync(IServiceProvider services, ParseResult parsed, string id, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(TenantOption) is not { } wanted)
            return Output.Refuse("Name a tenant with --tenant.");
        await using var scope = await CommandScope.OfTenantAsync(services, wanted, cancellationToken);
        if (scope is null)
            return ExitCodes.Refused;
        try
        {
            var key = await scope.Services.GetRequiredService<ApiKeyService>().RevokeAsync(id, cancellationToken);
            if (parsed.GetValue(Json))
                Output.WriteJson(Document(key));
            else
                Console.WriteLine($"The key {id} is refused since {CommandTimes.Text(key.RevokedAt)}.");
            return 0;
        }
        catch (RefusedException refused)
        {
            return Output.Refuse(refused.Message);
        }
    }

    private static object Document(ApiKey key) => new
    {
        key.Id,
        key.TenantId,
        key.Name,
        Scopes = key.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        key.CreatedAt,
        key.ExpiresAt,
        key.RevokedAt,
        key.LastUsedAt,
    };

    private static string[] Row(ApiKey key) =>
    [
        key.Id,
        key.Name,
        key.Scopes,
        CommandTimes.Text(key.CreatedAt),
        CommandTimes.Text(key.ExpiresAt),
        CommandTimes.Text(key.RevokedAt),
        CommandTimes.Text(key.LastUsedAt),
    ];
}
