using System.CommandLine;
using System.Text.Json;
using Eci.Host.Commands;
using Eci.Host.Commands.Management;
using Eci.IntegrationTests.Tracking;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.IntegrationTests.Management;

/// <summary>Management of tenants in one host, by GraphQL and by commands.</summary>
internal abstract class ManagementFixture(DatabaseKind kind) : TrackingFixture(kind)
{
    /// <summary>Addresses of webhooks are paths unless a fixture says where the hub is.</summary>
    protected override void Configure(EciTestHostOptions options)
    {
        options.Settings["Eci:PublicUrl"] = string.Empty;
        options.Settings["Eci:Scheduler:Tick"] = "00:01:00";
    }

    /// <summary>What the only field of an operation answers; fails the test when it answers with an error.</summary>
    protected async Task<JsonElement> AnswerAsync(string operation, string key, object? variables = null)
    {
        var answer = await AskAsync(operation, key, variables);
        Assert.That(answer.TryGetProperty("errors", out var errors), Is.False, errors.ToString());
        return answer.GetProperty("data").EnumerateObject().Single().Value;
    }

    /// <summary>Runs a mutation of one argument <c>input</c>.</summary>
    protected Task<JsonElement> ChangeAsync(string field, string inputType, string selection, string key, object input) =>
        AnswerAsync($"mutation ($input: {inputType}!) {{ {field}(input: $input) {{ {selection} }} }}", key, new { input });

    /// <summary>The code and the fields of the error of a mutation of one argument <c>input</c>.</summary>
    protected async Task<(string? Code, string[] Fields)> RefusalAsync(string field, string inputType, string key, object input)
    {
        var answer = await AskAsync($"mutation ($input: {inputType}!) {{ {field}(input: $input) {{ __typename }} }}", key, new { input });
        var extensions = answer.GetProperty("errors").EnumerateArray().Single().GetProperty("extensions");
        return (
            extensions.GetProperty("code").GetString(),
            extensions.TryGetProperty("fields", out var fields) ? [.. fields.EnumerateArray().Select(f => f.GetProperty("field").GetString()!).Order()] : []);
    }

    /// <summary>Runs a command on the services of the host.</summary>
    protected async Task<(int Code, string Output, string Errors)> CommandAsync(string? input, params string[] arguments)
    {
        ServicesRunner run = command => command(Host.Services);
        var root = new RootCommand
        {
            TenantCommands.Create(run), SubscriptionCommands.Create(run), AppCommands.Create(run), IntegrationCommands.Create(run), WebhookCommands.Create(run),
            SyncCommands.Create(run),
        };
        var (reader, output, errors) = (Console.In, Console.Out, Console.Error);
        await using var written = new StringWriter();
        await using var refused = new StringWriter();
        using var typed = new StringReader(input ?? string.Empty);
        Console.SetIn(typed);
        Console.SetOut(written);
        Console.SetError(refused);
        try
        {
            var code = await root.Parse(arguments).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
            return (code, written.ToString(), refused.ToString());
        }
        finally
        {
            Console.SetIn(reader);
            Console.SetOut(output);
            Console.SetError(errors);
        }
    }

    /// <summary>The JSON that a command prints; fails the test when it is refused.</summary>
    protected async Task<JsonElement> CommandAnswerAsync(params string[] arguments)
    {
        var (code, output, errors) = await CommandAsync(input: null, [.. arguments, "--json"]);
        Assert.That(code, Is.Zero, errors);
        using var json = JsonDocument.Parse(output);
        return json.RootElement.Clone();
    }

    protected static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;
}
