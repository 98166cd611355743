using Eci.Commerce;
using Eci.Core;
using Eci.Host.Commands;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Management;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class A_tenant_from_nothing(DatabaseKind kind) : ManagementFixture(kind)
{
    [Test]
    public async Task Handles_a_push_once_commands_have_set_it_up()
    {
        var name = $"shop {NextNumber()}";
        await CommandAnswerAsync("tenant", "create", "--name", name);
        var subscription = Text(await CommandAnswerAsync("subscription", "create", "--tenant", name, "--paid-until", "2099-12-31"), "id");
        var dpd = Text(await CommandAnswerAsync("app", "create", "--tenant", name, "--kind", "dpd", "--name", "DPD"), "id");
        var mails = Text(
            await CommandAnswerAsync(
                "app", "create", "--tenant", name, "--kind", "tracking-email", "--name", "Mails", "--set", "sender=post@example.com", "--set", "senderName=Kaufhaus",
                "--set", "shopName=Kaufhaus", "--set", "defaultLanguage=de", "--set", "builtInStates=in_transit,DELIVERED"),
            "id");
        var integration = Text(
            await CommandAnswerAsync("integration", "create", "--tenant", name, "--name", "Tracking", "--subscription", subscription, "--app", dpd, "--set", "accentColor=#0f766e"), "id");
        await CommandAnswerAsync("integration", "connect", integration, mails, "--tenant", name);
        var url = Text(await CommandAnswerAsync("webhook", "create", "--tenant", name, "--app", dpd), "url");
        await PushAndRequireMailAsync(name, url, async number =>
        {
            var add = OrderCommands.Create().Parse(
                ["add", "--tenant", name, "--number", "STORE-1", "--email", "ada@example.com", "--language", "de", "--package", $"DPD:{number}"]);
            Assert.That(await AddOrderCommand.RunAsync(Host.Services, add, CancellationToken.None), Is.Zero);
        });
    }

    [Test]
    public async Task Handles_a_push_once_GraphQL_has_set_it_up()
    {
        var name = $"shop {NextNumber()}";
        var key = Text(await CommandAnswerAsync("tenant", "create", "--name", name), "key");
        Assert.That(Text(await AnswerAsync("{ tenant { id name } }", key), "name"), Is.EqualTo(name));
        await SetUpAsync(name, key);
    }

    [Test]
    public async Task Handles_a_push_once_an_operator_has_made_it_over_GraphQL()
    {
        var name = $"shop {NextNumber()}";
        var created = await ChangeAsync(
            "createTenant", "CreateTenantInput", "tenant { id } key keyScopes", DemoTenant.OperatorKey, new { name, keyScopes = Web.Security.Scopes.All });
        var (id, key) = (Text(created.GetProperty("tenant"), "id"), Text(created, "key"));
        await SetUpAsync(name, key);

        Assert.That((await RefusalAsync("createTenant", "CreateTenantInput", DemoTenant.OperatorKey, new { name })).Code, Is.EqualTo("NAME_TAKEN"));
        Assert.That((await RefusalAsync("createTenant", "CreateTenantInput", key, new { name = $"{name} b" })).Code, Is.EqualTo("FORBIDDEN"));
        Assert.That(CodeOf(await AskAsync("{ tenants { totalCount } }", key)), Is.EqualTo("FORBIDDEN"));
        var renamed = await ChangeAsync("updateTenant", "UpdateTenantInput", "id name", DemoTenant.OperatorKey, new { id, name = $"{name} b" });
        Assert.That(Text(renamed, "name"), Is.EqualTo($"{name} b"));
        Assert.That((await RefusalAsync("updateTenant", "UpdateTenantInput", DemoTenant.OperatorKey, new { id = "pk_nowhere", name })).Code, Is.EqualTo("TENANT_NOT_FOUND"));
        var tenants = await AnswerAsync("{ tenants(first: 100) { nodes { id } } }", DemoTenant.OperatorKey);
        Assert.That(tenants.GetProperty("nodes").EnumerateArray().Select(t => Text(t, "id")), Does.Contain(id));
    }

    [Test]
    public async Task Is_made_once_per_name()
    {
        var name = $"shop {NextNumber()}";
        var created = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => CreateAsync(name)));
        Assert.That(created.Count(code => code is null), Is.EqualTo(1));
        Assert.That(created.Where(code => code is not null), Has.All.EqualTo("NAME_TAKEN"));
        Assert.That(await Host.QueryAsync(db => db.Set<Tenant>().CountAsync(t => t.Name == name)), Is.EqualTo(1));
        var second = await CommandAsync(input: null, "tenant", "create", "--name", name);
        Assert.That((second.Code, second.Errors.Trim()), Is.EqualTo((1, $"There is a tenant called '{name}' already.")));
        var renamed = await CommandAnswerAsync("tenant", "rename", name, "--name", $"{name} b");
        Assert.That(Text(renamed, "name"), Is.EqualTo($"{name} b"));
        Assert.That(Text(await CommandAnswerAsync("tenant", "show", $"{name} b"), "id"), Is.EqualTo(Text(renamed, "id")));
    }

    private static readonly TestCaseData[] Refusals =
    [
        Refusal("There is no tenant 'nobody'.", "app", "list", "--tenant", "nobody"),
        Refusal("There is no tenant 'nobody'.", "tenant", "show", "nobody"),
        Refusal("keyScopes must be of read:packages", "tenant", "create", "--name", "x y z", "--key-scope", "manage:tenants"),
        Refusal("'fedex' is no kind of app; known are dhl, dpd, product-feed, saleor, saleor-prepayment, tracking-email, ups.", "app", "create", "--tenant", "demo", "--kind", "fedex", "--name", "x"),
        Refusal("'color' is none of the settings; known are requestsPerDay, spacingSeconds, refineByText.", "app", "create", "--tenant", "demo", "--kind", "dhl", "--name", "x", "--set", "color=red"),
        Refusal("requestsPerDay must be a whole number, not 'many'.", "app", "create", "--tenant", "demo", "--kind", "dhl", "--name", "x", "--set", "requestsPerDay=many"),
        Refusal("Write settings as name=value.", "app", "create", "--tenant", "demo", "--kind", "dhl", "--name", "x", "--set", "requestsPerDay"),
        Refusal("apiKey is required.", "app", "create", "--tenant", "demo", "--kind", "dhl", "--name", "x"),
        Refusal("The standard input holds no line for apiKey.", "app", "create", "--tenant", "demo", "--kind", "dhl", "--name", "x", "--credential", "apiKey=-"),
        Refusal("There are no credentials here.", "app", "create", "--tenant", "demo", "--kind", "dpd", "--name", "x", "--credential", "apiKey=1"),
        Refusal("There is no such app.", "app", "delete", "app_nowhere", "--tenant", "demo"),
        Refusal("The app cannot be deleted.", "app", "delete", DemoTenant.DpdAppId, "--tenant", "demo"),
        Refusal("There is no such integration.", "integration", "enable", "int_nowhere", "--tenant", "demo"),
        Refusal("There is no such subscription.", "subscription", "set", "sub_nowhere", "--tenant", "demo"),
        Refusal("There is no such webhook.", "webhook", "rotate", "wh_nowhere", "--tenant", "demo"),
    ];

    [TestCaseSource(nameof(Refusals))]
    public async Task Is_told_why_a_command_is_refused(string message, string[] arguments)
    {
        var (code, output, errors) = await CommandAsync(input: null, arguments);
        Assert.That((code, output), Is.EqualTo((1, string.Empty)));
        Assert.That(errors, Does.Contain(message));
    }

    private static TestCaseData Refusal(string message, params string[] arguments) => new(message, arguments);

    private async Task SetUpAsync(string name, string key)
    {
        var subscriptionId = Text(await ChangeAsync("createSubscription", "CreateSubscriptionInput", "id", key, new { paidUntil = "2099-12-31T00:00:00Z" }), "id");
        var dpd = Text(await ChangeAsync("createDpdApp", "CreateDpdAppInput", "id", key, new { name = "DPD" }), "id");
        var mails = Text(await ChangeAsync("createTrackingEmailApp", "CreateTrackingEmailAppInput", "id", key, new
        {
            name = "Mails",
            settings = new { sender = "post@example.com", senderName = "Kaufhaus", shopName = "Kaufhaus", defaultLanguage = "de", builtInStates = new[] { "IN_TRANSIT" } },
        }), "id");
        await ChangeAsync(
            "createTrackingIntegration", "CreateTrackingIntegrationInput", "id", key, new { name = "Tracking", subscriptionId, apps = new[] { dpd, mails }, page = new { shopName = "Kaufhaus" } });
        var url = Text(await ChangeAsync("createWebhook", "CreateWebhookInput", "url", key, new { appId = dpd }), "url");
        await PushAndRequireMailAsync(name, url, async number => await ChangeAsync("registerOrder", "RegisterOrderInput", "id", key, new
        {
            orderNumber = "STORE-1",
            language = "de",
            contact = new { email = "ada@example.com", firstName = "Ada", lastName = "Lovelace" },
            packages = new[] { new { carrier = "DPD", trackingId = number } },
        }));
    }

    private async Task PushAndRequireMailAsync(string tenant, string url, Func<string, Task> register)
    {
        var number = NextNumber();
        await register(number);
        using var answer = await Host.Client.GetAsync($"{url}?pushid=1&pnr={number}&status=pickup_depot&statusdate=05012026100200");
        answer.EnsureSuccessStatusCode();
        await SettleAsync();
        var mail = await Host.QueryAsync(db => db.Set<TransactionalEmail>().AsNoTracking()
            .SingleAsync(m => db.Set<Tenant>().Any(t => t.Name == tenant && t.Id == m.TenantId)));
        Assert.That((mail.Status, mail.State, mail.Reason), Is.EqualTo((TransactionalEmailStatus.Sent, PackageState.InTransit, (NotSentReason?)null)));
    }

    private async Task<string?> CreateAsync(string name)
    {
        try
        {
            return await Host.InScopeAsync(async services =>
            {
                await services.GetRequiredService<Eci.Management.Tenants.TenantService>().CreateAsync(new(name, null, null, null), CancellationToken.None);
                return (string?)null;
            });
        }
        catch (Eci.Management.RefusedException exception)
        {
            return exception.Code;
        }
    }
}
