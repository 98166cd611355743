using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Commerce.Api.Orders;

/// <summary>An order or package that was registered.</summary>
/// <param name="Row">As it is stored.</param>
/// <param name="Created">False when it was known.</param>
public sealed record Registered<T>(T Row, bool Created);

/// <summary>
/// Takes orders and packages into the hub, for shops whose orders do not come by themselves. The same call again changes nothing; of two
/// calls at once one goes first. Each call is a unit of work of its own in the scope's tenant. Statuses that follow from it, and the
/// order's stage, are brought up to date soon after.
/// </summary>
public sealed class OrderRegistration
{
    private static readonly RegisterOrderValidator Rules = new();
    private static readonly RegisterPackageValidator PackageRules = new();

    private readonly EciDbContext _database;
    private readonly OrderContents _contents;
    private readonly OrderParcels _parcels;
    private readonly ICommerceAnnouncement _announcement;
    private readonly OneGo _oneGo;

    internal OrderRegistration(EciDbContext database, OrderContents contents, OrderParcels parcels, ICommerceAnnouncement announcement, OneGo oneGo)
    {
        _database = database;
        _contents = contents;
        _parcels = parcels;
        _announcement = announcement;
        _oneGo = oneGo;
    }

    /// <summary>Creates the order of a number or brings it up to date, with its contact, addresses, lines and packages.</summary>
    /// <exception cref="RegistrationRefusedException">A field is wrong; nothing was stored.</exception>
    public async Task<Registered<Order>> RegisterAsync(RegisterOrder input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        OneGo.Check(Rules, input);
        return await _oneGo.RunAsync(() => ApplyAsync(input, cancellationToken), cancellationToken);
    }

    /// <summary>Adds a package, or finds the one that is known; gives it to the order when it belongs to none.</summary>
    /// <exception cref="RegistrationRefusedException">A field is wrong; nothing was stored.</exception>
    public Task<Registered<Package>> RegisterAsync(RegisterPackage input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        OneGo.Check(PackageRules, input);
        var number = ParcelNumber.Of("trackingId", input.Carrier, input.TrackingId);
        return _oneGo.RunAsync(() => ApplyAsync(input, number, cancellationToken), cancellationToken);
    }

    private async Task<Registered<Order>> ApplyAsync(RegisterOrder input, CancellationToken cancellationToken)
    {
        var number = input.OrderNumber.Trim();
        var known = await FindAsync(number, cancellationToken);
        var order = await _contents.ApplyAsync(known, number, input, cancellationToken);
        await _parcels.AddAsync(order, input.Packages ?? [], cancellationToken);
        if (_database.ChangeTracker.HasChanges())
        {
            _database.Touch(order);
            await _announcement.OrderStoredAsync(order, created: known is null, cancellationToken);
        }

        return new Registered<Order>(order, Created: known is null);
    }

    private async Task<Registered<Package>> ApplyAsync(RegisterPackage input, ParcelNumber number, CancellationToken cancellationToken)
    {
        var order = input.OrderNumber is { } orderNumber
            ? await FindAsync(orderNumber.Trim(), cancellationToken) ?? throw new RegistrationRefusedException(
                RefusalCodes.OrderNotFound, new RefusedField("orderNumber", "names no order that is known"))
            : null;
        var registered = await _parcels.AddAsync(number, order, input, cancellationToken);
        if (order is not null && _database.ChangeTracker.HasChanges())
            await _announcement.OrderStoredAsync(order, created: false, cancellationToken);
        return registered;
    }

    private Task<Order?> FindAsync(string orderNumber, CancellationToken cancellationToken) =>
        _database.Set<Order>().SingleOrDefaultAsync(o => o.OrderNumber == orderNumber, cancellationToken);
}
