using Eci.Modules.Sandbox.Saleor.Model;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Api;

/// <summary>What can be asked: of the shop itself, its channels and its apps.</summary>
internal sealed partial class Query
{
    public static Shop Shop(IResolveFieldContext context) => new(context.Shop());

    [Needs(Permissions.AnyApp, Permissions.AnyStaff)]
    public static App? App(IResolveFieldContext context, [Id] string? id)
    {
        var request = context.Shop();
        if (id is null || id == request.App?.Id)
            return request.App;
        request.Demand([Permissions.Apps]);
        return request.Data.Apps.Find(id);
    }

    [Needs(Permissions.AnyApp, Permissions.AnyStaff)]
    public static IReadOnlyList<Channel>? Channels(IResolveFieldContext context) => context.Shop().Data.Channels.All;

    public static Channel? Channel(IResolveFieldContext context, [Id] string? id, string? slug) =>
        context.Shop().Data.Channels.All.FirstOrDefault(channel => id is null ? channel.Slug == slug : channel.Id == id);

    [Needs(Permissions.Products, Permissions.Orders, Permissions.Shipping)]
    public static CountableConnection<Warehouse>? Warehouses(
        IResolveFieldContext context, WarehouseFilterInput? filter, string? before, string? after, int? first, int? last) =>
        context.Shop().Data.Warehouses.Page(
            context, CatalogSorts.WarehouseNames, warehouse => filter?.Fits(warehouse) is not false, new PageArguments(before, after, first, last));

    [Needs(Permissions.Products, Permissions.Orders, Permissions.Shipping)]
    public static Warehouse? Warehouse(IResolveFieldContext context, [Id] string? id) => context.Shop().Data.Warehouses.Find(id);

    [Needs(Permissions.AnyStaff, Permissions.AnyApp)]
    public static CountableConnection<TaxClass>? TaxClasses(
        IResolveFieldContext context, TaxClassFilterInput? filter, string? before, string? after, int? first, int? last) =>
        context.Shop().Data.TaxClasses.Page(
            context, CatalogSorts.TaxClassNames, taxClass => filter?.Fits(taxClass) is not false, new PageArguments(before, after, first, last));

    [Needs(Permissions.Orders, Permissions.Users)]
    public static CountableConnection<User>? Customers(
        IResolveFieldContext context, CustomerFilterInput? filter, UserSortingInput? sortBy, string? before, string? after, int? first, int? last) =>
        context.Shop().Data.Customers.Page(
            context, sortBy?.Sort() ?? UserSorts.Emails, user => filter?.Fits(user) is not false, new PageArguments(before, after, first, last));

    [Needs(Permissions.Staff, Permissions.Users, Permissions.Orders)]
    public static User? User(IResolveFieldContext context, [Id] string? id, string? email) =>
        id is null ? context.Shop().Data.Customers.All.FirstOrDefault(user => user.Email == email) : context.Shop().Data.Customers.Find(id);
}
