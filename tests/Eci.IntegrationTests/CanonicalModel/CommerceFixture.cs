using System.Text.Json;
using Eci.Commerce;
using Eci.Core;
using Eci.IntegrationTests.Tracking;
using Eci.Modules.Orders.Data;
using Eci.Persistence;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.CanonicalModel;

/// <summary>A host that is asked about the canonical model, with counted statements.</summary>
internal abstract class CommerceFixture(DatabaseKind kind) : TrackingFixture(kind)
{
    protected StatementCounter Statements { get; } = new();

    protected override void Configure(EciTestHostOptions options) =>
        options.Services = services => services.AddSingleton<IInterceptor>(Statements);

    /// <summary>Asks GraphQL; fails when the answer has errors.</summary>
    protected async Task<JsonElement> DataAsync(string query, string key, object? variables = null)
    {
        var answer = await AskAsync(query, key, variables);
        Assert.That(answer.TryGetProperty("errors", out var errors), Is.False, errors.ToString());
        return answer.GetProperty("data");
    }

    /// <summary>The sentences of an error about fields of its input, by the path of the field.</summary>
    protected static Dictionary<string, string?> FieldsOf(JsonElement answer) =>
        answer.GetProperty("errors").EnumerateArray().Single().GetProperty("extensions").GetProperty("fields").EnumerateArray()
            .ToDictionary(f => f.GetProperty("field").GetString()!, f => f.GetProperty("message").GetString(), StringComparer.Ordinal);

    /// <summary>Statements that a question takes.</summary>
    protected async Task<int> StatementsAsync(string query, string key, object? variables = null)
    {
        var before = Statements.Count;
        await DataAsync(query, key, variables);
        return Statements.Count - before;
    }

    /// <summary>
    /// Gives a shop so many contacts, each with an order, a package, an event and a mail. Rows of one call are stored at the same moment.
    /// </summary>
    /// <param name="shop">The shop.</param>
    /// <param name="count">How many.</param>
    /// <param name="withGoods">Each order has everything else that belongs to it, too.</param>
    protected Task AddStoriesAsync(Shop shop, int count, bool withGoods = false) => StoreAsync(database =>
    {
        for (var i = 0; i < count; i++)
        {
            var number = NextNumber();
            var day = new DateTimeOffset(2026, 2, 1 + (i % 3), 9, 0, 0, TimeSpan.Zero);
            var contact = new Contact { Id = Ids.New(IdPrefix.Contact), TenantId = shop.TenantId, Email = $"grace.{number}@example.com", LastName = "Hopper" };
            var address = new Address { Id = Ids.New(IdPrefix.Address), TenantId = shop.TenantId, City = "Köln", NormalizedName = number };
            var order = new Order
            {
                Id = Ids.New(IdPrefix.Order),
                TenantId = shop.TenantId,
                OrderNumber = $"S-{number}",
                Date = day,
                MainContactId = contact.Id,
                ShippingAddressId = address.Id,
            };
            var package = new Package { Id = Ids.New(IdPrefix.Package), TenantId = shop.TenantId, Carrier = Carrier.Dpd, TrackingId = number, OrderId = order.Id };
            var scan = EventOf(package, day);
            database.AddRange(contact, address, order, package, scan, MailOf(scan));
            if (withGoods)
                AddGoods(database, contact, address, order, package);
        }
    });

    /// <summary>Gives a story everything else that belongs to an order: what was ordered, paid and invoiced, and the product with its stock and price.</summary>
    private static void AddGoods(EciDbContext database, Contact contact, Address address, Order order, Package package)
    {
        var (tenant, number) = (order.TenantId, package.TrackingId);
        var company = new Company { Id = $"com_{number}", TenantId = tenant, Name = number, NormalizedName = number };
        contact.CompanyId = company.Id;
        var channel = new SalesChannel { Id = $"sc_{number}", TenantId = tenant, Name = number, NormalizedName = number };
        var warehouse = new Warehouse { Id = $"wrh_{number}", TenantId = tenant, Name = number, NormalizedName = number };
        var category = new Category { Id = $"cat_{number}", TenantId = tenant, Name = number, NormalizedName = number, Slug = number };
        var tax = new Tax { Id = $"tx_{number}", TenantId = tenant, Name = number, NormalizedName = number, Percentage = 19 };
        var product = new Product { Id = $"pro_{number}", TenantId = tenant, Name = number, NormalizedName = number, CategoryId = category.Id };
        var variant = new ProductVariant { Id = $"pro_v_{number}", TenantId = tenant, ProductId = product.Id, Sku = number, SalesTaxId = tax.Id };
        var method = new PaymentMethod { Id = $"paym_{number}", TenantId = tenant, Gateway = PaymentGateway.Stripe, Method = PaymentMethodType.Card, Currency = $"{int.Parse(number[^3..], System.Globalization.CultureInfo.InvariantCulture):D3}" };
        var line = new OrderLineItem
        {
            Id = $"li_{number}",
            TenantId = tenant,
            OrderId = order.Id,
            LineKey = "1",
            Position = 1,
            Sku = number,
            Quantity = 1,
            ProductVariantId = variant.Id,
            TaxId = tax.Id,
            WarehouseId = warehouse.Id,
        };
        var invoice = new Invoice { Id = $"i_{number}", TenantId = tenant, InvoiceNumber = number, Currency = "EUR" };
        order.SalesChannelId = channel.Id;
        database.AddRange(company, channel, warehouse, category, tax, product, variant, method, line, invoice);
        database.AddRange(
            new PackageLineItem { Id = $"pli_{number}", TenantId = tenant, PackageId = package.Id, Position = 1, Sku = number, Quantity = 1, OrderLineItemId = line.Id },
            new Payment { Id = $"pay_{number}", TenantId = tenant, ReferenceNumber = number, OrderId = order.Id, Currency = "EUR", PaymentMethodId = method.Id },
            new InvoiceOrder { TenantId = tenant, InvoiceId = invoice.Id, OrderId = order.Id },
            new OrderMetadata { TenantId = tenant, OrderId = order.Id, Key = "note", Value = number },
            new ContactAddress { TenantId = tenant, ContactId = contact.Id, AddressId = address.Id },
            new StockEntry { Id = $"stock_e_{number}", TenantId = tenant, WarehouseId = warehouse.Id, ProductVariantId = variant.Id, Owner = "test", OnHand = 1 },
            new SalesChannelPrice { Id = $"sc_pe_{number}", TenantId = tenant, SalesChannelId = channel.Id, ProductVariantId = variant.Id, Price = 10, Currency = "EUR" },
            new ProductListing { TenantId = tenant, ProductId = product.Id, SalesChannelId = channel.Id },
            new ProductMedia { Id = $"media_{number}", TenantId = tenant, ProductId = product.Id, Url = "https://example.com/1.png" },
            new ProductAttribute { Id = $"attr_v_{number}", TenantId = tenant, ProductId = product.Id, Name = "Size", NormalizedName = "size", Value = "M" },
            new OrderStep { Id = OrderStep.IdOf(order.Id, "books", OrderStep.WholeOrder), TenantId = tenant, OrderId = order.Id, Name = "books", Key = OrderStep.WholeOrder });
    }

    protected static PackageEvent EventOf(Package package, DateTimeOffset time, PackageState state = PackageState.InTransit, PackageState? movedFrom = PackageState.Init) => new()
    {
        Id = Ids.New(IdPrefix.Event),
        TenantId = package.TenantId,
        PackageId = package.Id,
        Time = time,
        TimeOffsetMinutes = 60,
        State = state,
        RawCode = "code",
        AppId = "app_none",
        MovedFrom = movedFrom,
        RecordedAt = time,
    };

    protected static TransactionalEmail MailOf(PackageEvent scan, NotSentReason? reason = null) => new()
    {
        Id = Ids.New(IdPrefix.Email),
        TenantId = scan.TenantId,
        PackageId = scan.PackageId,
        PackageEventId = scan.Id,
        State = scan.State,
        Status = reason is null ? TransactionalEmailStatus.Sent : TransactionalEmailStatus.NotSent,
        Reason = reason,
        Language = reason is null ? "de" : null,
        Time = scan.Time,
    };
}

/// <summary>A host that only answers: workers and schedulers have statements of their own.</summary>
internal abstract class AnsweringHostFixture(DatabaseKind kind) : CommerceFixture(kind)
{
    protected override void Configure(EciTestHostOptions options)
    {
        base.Configure(options);
        options.Settings["Eci:Roles"] = "api,migrate";
    }
}
