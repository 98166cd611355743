using Eci.Modules.Sandbox.Saleor.Api;

namespace Eci.Modules.Sandbox.Saleor.Model;

/// <summary>Everything the shop knows. Only one caller at a time may touch it, see <see cref="ShopGate"/>.</summary>
internal sealed class ShopData
{
    private readonly Dictionary<string, long> _last = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ShopObject> _parts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Order> _orders = new(StringComparer.Ordinal);
    private readonly List<ShopEvent> _events = [];
    private readonly long _firstNumber;
    private long _lastApp;
    private (int Version, ILookup<string, ProductVariant>? Rows) _skus;

    /// <param name="firstNumber">First number of orders and of what belongs to them; later runs of the simulator begin higher, for the hub remembers.</param>
    public ShopData(long firstNumber)
    {
        _firstNumber = firstNumber;
        Channels = new(this);
        Warehouses = new(this);
        TaxClasses = new(this);
        Categories = new(this);
        ProductTypes = new(this);
        Products = new(this);
        Variants = new(this);
        Customers = new(this);
        Vouchers = new(this);
        GiftCards = new(this);
        Orders = new(this);
        Apps = new(this);
    }

    public ShopTable<Channel> Channels { get; }

    public ShopTable<Warehouse> Warehouses { get; }

    public ShopTable<TaxClass> TaxClasses { get; }

    public ShopTable<Category> Categories { get; }

    public ShopTable<ProductType> ProductTypes { get; }

    public ShopTable<Product> Products { get; }

    public ShopTable<ProductVariant> Variants { get; }

    public ShopTable<User> Customers { get; }

    public ShopTable<Voucher> Vouchers { get; }

    public ShopTable<GiftCard> GiftCards { get; }

    public ShopTable<Order> Orders { get; }

    public ShopTable<App> Apps { get; }

    public Dictionary<Channel, List<ShippingMethod>> ShippingMethods { get; } = [];

    /// <summary>Gateways that checkouts can choose, those of apps as they were when last asked.</summary>
    public List<PaymentGateway> Gateways { get; } = [];

    /// <summary>Counts changes.</summary>
    public int Version { get; private set; }

    public void Changed() => Version++;

    /// <summary>Takes over the apps of another shop.</summary>
    public void KeepApps(IReadOnlyList<App> apps)
    {
        foreach (var app in apps.Where(app => Apps.Find(app.Id) is null))
            Apps.Add(app);
        _lastApp = Math.Max(_lastApp, apps.Select(app => app.Number).DefaultIfEmpty().Max());
    }

    /// <summary>Apps count from one.</summary>
    public long NextAppNumber() => ++_lastApp;

    /// <summary>A number that nothing has and nothing before it gets.</summary>
    public long FirstFreeNumber => _last.Values.DefaultIfEmpty(_firstNumber - 1).Max() + 1;

    /// <summary>The next number of a kind of things that come into being while the shop runs.</summary>
    public long NextNumber(string kind) => _last[kind] = _last.GetValueOrDefault(kind, _firstNumber - 1) + 1;

    public Order? OrderByNumber(string number) => _orders.GetValueOrDefault(number);

    public Order? OrderByReference(string? reference) =>
        reference is null ? null : Orders.All.FirstOrDefault(order => order.ExternalReference == reference);

    public Order AddOrder(Order order)
    {
        _orders.Add(order.Number, order);
        return Orders.Add(order);
    }

    public void RemoveOrder(Order order)
    {
        _orders.Remove(order.Number);
        Orders.Remove(order);
    }

    public ProductVariant? VariantBySku(string? sku)
    {
        if (_skus.Version != Version || _skus.Rows is null)
            _skus = (Version, Variants.All.Where(variant => variant.Sku is not null).ToLookup(variant => variant.Sku!, StringComparer.Ordinal));
        return sku is null ? null : _skus.Rows[sku].FirstOrDefault();
    }

    /// <summary>Something with metadata that is in no list of its own.</summary>
    public T Register<T>(T part)
        where T : ShopObject
    {
        _parts.Add(part.Id, part);
        return part;
    }

    /// <summary>Whatever has the id and metadata; null when nothing does.</summary>
    public ShopObject? Find(string id) =>
        _parts.GetValueOrDefault(id) ?? (GlobalId.Parse(id)?.Type switch
        {
            nameof(Order) => Orders.Find(id),
            nameof(Product) => Products.Find(id),
            nameof(ProductVariant) => Variants.Find(id),
            nameof(Category) => Categories.Find(id),
            nameof(Channel) => Channels.Find(id),
            nameof(Warehouse) => Warehouses.Find(id),
            nameof(TaxClass) => TaxClasses.Find(id),
            nameof(ProductType) => ProductTypes.Find(id),
            nameof(User) => Customers.Find(id),
            nameof(Voucher) => Vouchers.Find(id),
            nameof(GiftCard) => GiftCards.Find(id),
            nameof(App) => Apps.Find(id),
            _ => (ShopObject?)null,
        });

    /// <summary>Notes an event; apps are told when the change is complete.</summary>
    public void Happened(ShopEvent happened) => _events.Add(happened);

    /// <summary>What has happened since the last call.</summary>
    public IReadOnlyList<ShopEvent> TakeEvents()
    {
        ShopEvent[] events = [.. _events];
        _events.Clear();
        return events;
    }
}
