using Eci.ArchitectureTests.Model;
using Eci.ArchitectureTests.Rules;
using Eci.Host.Commands;
using Eci.Web.GraphQL;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.ArchitectureTests.GraphQL;

[TestFixture]
internal sealed class The_schema
{
    /// <summary>For probes, and the name of the caller's own tenant.</summary>
    private static readonly string[] WithoutScope = ["Query.healthCheck", "Query.tenant"];

    /// <summary>As long as one parcel, order, run, app or message has parts.</summary>
    private static readonly string[] ShortLists =
    [
        "App.integrations",
        "App.settings",
        "App.webhooks",
        "AppKind.credentials",
        "AppKind.settings",
        "AppSync.parts",
        "AppSyncPart.counts",
        "Contact.addresses",
        "ContactErasure.counts",
        "DeadLetterReplay.byErrorType",
        "DeadLetterReplay.byQueue",
        "DeadLetterReplay.refusals",
        "DetectedCarriers.candidates",
        "Integration.apps",
        "Integration.settings",
        "Message.deadLetters",
        "Message.deliveries",
        "Mutation.syncDryRun",
        "Mutation.syncOrder",
        "Order.invoices",
        "Order.lineItems",
        "Order.metadata",
        "Order.packages",
        "Order.payments",
        "Order.steps",
        "Order.timeline",
        "Package.events",
        "Package.lineItems",
        "Package.timeline",
        "Product.attributes",
        "Product.listings",
        "Product.media",
        "Product.variants",
        "ProductVariant.prices",
        "ProductVariant.stock",
        "Query.appKinds",
        "ScheduleRun.counts",
        "Subscription.integrations",
        "TimelineEntry.details",
        "Webhook.secrets",
        "WebhookDelivery.attempts",
        "WebhookEndpoint.secrets",
    ];

    private WebApplication _app = null!;

    private EciSchema Schema => _app.Services.GetRequiredService<EciSchema>();

    /// <summary>In a flow of its own: MassTransit leaves its log in the flow that makes it, where the next host would find it.</summary>
    [OneTimeSetUp]
    public Task BuildAsync() => Task.Run(() =>
    {
        _app = DocumentedHost.Build();
        Schema.Initialize();
    });

    [OneTimeTearDown]
    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Test]
    public async Task Is_written_down() =>
        Assert.That(
            Repository.ReadText("docs/schema.graphql"),
            Is.EqualTo(await SchemaDocument.WriteAsync()),
            "docs/schema.graphql is stale: run 'dotnet run --project Host -- docs schema > docs/schema.graphql'.");

    [Test]
    public void Describes_every_type() => Assert.That(SchemaRules.TypesHaveDescriptions(Schema), Is.Empty);

    [Test]
    public void Describes_every_root_field() => Assert.That(SchemaRules.RootFieldsHaveDescriptions(Schema), Is.Empty);

    [Test]
    public void Asks_for_a_scope_at_every_root_field() => Assert.That(SchemaRules.RootFieldsHaveScopes(Schema, WithoutScope), Is.Empty);

    [Test]
    public void Has_no_list_without_bound() => Assert.That(SchemaRules.ListsAreBounded(Schema, ShortLists), Is.Empty);

    [Test]
    public void Makes_use_of_every_exception() =>
        Assert.That(SchemaRules.ExceptionsAreNeeded(Schema, [.. WithoutScope, .. ShortLists]), Is.Empty);
}
