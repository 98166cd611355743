using System.Text.Json;
using Eci.Core;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Commerce.Api.Orders;

/// <summary>An order or package that was registered.</summary>
/// <param name="Row">As it is stored.</param>
/// <param name="Created">False when it was known.</param>
public sealed record Registered<T>(T Row, bool Created);

/// <summary>
/// Takes orders and packages into the hub, for shops whose orders do not come by themselves. The same call again changes nothing; of two
/// calls at once one goes first. Each call is a unit of work of its own in the scope's tenant.
/// </summary>
public sealed class OrderRegistration
{
    private const int Attempts = 5;

    private static readonly RegisterOrderValidator Rules = new();

    private readonly EciDbContext _database;
    private readonly OrderPeople _people;
    private readonly OrderParcels _parcels;
    private readonly TenantScope _tenant;
    private readonly TimeProvider _time;

    internal OrderRegistration(EciDbContext database, OrderPeople people, OrderParcels parcels, TenantScope tenant, TimeProvider time)
    {
        _database = database;
        _people = people;
        _parcels = parcels;
        _tenant = tenant;
        _time = time;
    }

    /// <summary>Creates the order of a number or brings it up to date, with its contact, addresses and packages.</summary>
    /// <exception cref="RegistrationRefusedException">A field is wrong; nothing was stored.</exception>
    public async Task<Registered<Order>> RegisterAsync(RegisterOrder input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var wrong = (await Rules.ValidateAsync(input, cancellationToken)).Errors.ConvertAll(e => new RefusedField(PathOf(e.PropertyName), e.ErrorMessage));
        if (wrong.Count > 0)
            throw new RegistrationRefusedException(RefusalCodes.InvalidArgument, wrong);
        return await InOneGoAsync(() => ApplyAsync(input, cancellationToken), cancellationToken);
    }

    /// <summary>Adds a package, or finds the one that is known; gives it to the order when it belongs to none.</summary>
    /// <exception cref="RegistrationRefusedException">A field is wrong; nothing was stored.</exception>
    public Task<Registered<Package>> RegisterAsync(RegisterPackage input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var number = ParcelNumber.Of("trackingId", input.Carrier, input.TrackingId);
        return InOneGoAsync(
            async () =>
            {
                var order = input.OrderNumber is { } orderNumber
                    ? await FindAsync(orderNumber, cancellationToken) ?? throw new RegistrationRefusedException(
                        RefusalCodes.OrderNotFound, new RefusedField("orderNumber", "names no order that is known"))
                    : null;
                return await _parcels.AddAsync(number, order, cancellationToken);
            },
            cancellationToken);
    }

    private async Task<Registered<Order>> ApplyAsync(RegisterOrder input, CancellationToken cancellationToken)
    {
        var number = input.OrderNumber.Trim();
        var known = await FindAsync(number, cancellationToken);
        var order = known ?? new Order
        {
            Id = Ids.New(IdPrefix.Order),
            TenantId = _tenant.TenantId!,
            OrderNumber = number,
            Date = _time.GetUtcNow(),
        };
        if (known is null)
            _database.Add(order);
        order.Date = input.Date?.ToUniversalTime() ?? order.Date;
        order.Language = LanguageTag.Primary(input.Language) ?? order.Language;
        order.TrackingNotificationsEnabled = input.TrackingNotificationsEnabled ?? order.TrackingNotificationsEnabled;
        order.FirstName = input.FirstName ?? order.FirstName;
        order.LastName = input.LastName ?? order.LastName;
        await _people.ApplyAsync(order, input, cancellationToken);
        await _parcels.AddAsync(order, input.Packages ?? [], cancellationToken);
        return new Registered<Order>(order, Created: known is null);
    }

    private Task<Order?> FindAsync(string orderNumber, CancellationToken cancellationToken) =>
        _database.Set<Order>().SingleOrDefaultAsync(o => o.OrderNumber == orderNumber, cancellationToken);

    /// <summary>
    /// Begins again, with what is stored by then, when somebody else stored one of the rows at the same time. A package of another order
    /// may be of the very same one, stored since its order was looked for. What fails leaves nothing behind for later work of the request.
    /// </summary>
    private async Task<T> InOneGoAsync<T>(Func<Task<T>> change, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var result = await change();
                await _database.SaveChangesAsync(cancellationToken);
                return result;
            }
            catch (Exception exception)
            {
                _database.ChangeTracker.Clear();
                var again = exception is DbUpdateException
                    ? attempt < Attempts && !EciDatabase.IsUnavailable(exception) && !EciDatabase.IsUnstorableText(exception)
                    : attempt == 1 && exception is RegistrationRefusedException { Code: RefusalCodes.PackageExists };
                if (!again)
                    throw;
            }
        }
    }

    /// <summary><c>Packages[0].TrackingId</c> as callers write it.</summary>
    private static string PathOf(string property) => string.Join('.', property.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));
}
