using Eci.Modules.Sandbox.Saleor.Model;

namespace Eci.Modules.Sandbox.Saleor.Desk;

/// <summary>Makes orders of what a customer has put into the cart.</summary>
internal sealed class Checkout(ShopData data)
{
    /// <summary>Makes the order, without money.</summary>
    /// <exception cref="DeskException">The shop does not have what is asked for.</exception>
    public Order Place(PlaceOrder wish, DateTimeOffset now)
    {
        var channel = Find(data.Channels.All, channel => wish.Channel is null || channel.Slug == wish.Channel, "channel");
        var buyer = wish.Email is null ? data.Customers.All[0] : data.Customers.All.FirstOrDefault(user => user.Email == wish.Email);
        var voucher = wish.Voucher is null ? null : Find(data.Vouchers.All, voucher => voucher.Code == wish.Voucher, "voucher");
        var method = Find(data.ShippingMethods[channel], method => wish.ShippingMethod is null || method.Name == wish.ShippingMethod, "shippingMethod");
        var card = wish.GiftCard is null ? null
            : Find(data.GiftCards.All, card => card.Code == wish.GiftCard && card.CurrentBalance.Currency == channel.Currency, "giftCard");
        var metadata = wish.Metadata?.Select(pair => (pair.Key, pair.Value ?? throw new DeskException("metadata: values cannot be null."))).ToList() ?? [];
        var items = Items(wish, channel);
        var address = wish.Addressed ? Address(wish, buyer?.DefaultBillingAddress) : null;
        var order = new Order((int)data.NextNumber(nameof(Order)), channel, now)
        {
            User = buyer,
            UserEmail = wish.Email ?? buyer?.Email,
            LanguageCodeEnum = wish.Language ?? buyer?.LanguageCode ?? LanguageCodeEnum.De,
            Voucher = voucher,
            Delivery = method,
            CustomerNote = wish.Note ?? "",
            ExternalReference = wish.ExternalReference,
            BillingAddress = address,
            ShippingAddress = address,
            Status = wish.Confirmed ? OrderStatus.Unfulfilled : OrderStatus.Unconfirmed,
        };
        foreach (var (key, value) in metadata)
            order.PublicData.Set(key, value);
        AddLines(order, items, voucher);
        order.Sums.ShippingTaxRate = order.Items.Max(line => line.Rate);
        order.Sums.Shipping = TaxedMoney.OfGross(channel.Currency, method.Price.Value, order.Sums.ShippingTaxRate);
        if (card is not null)
            Redeem(order, card, now);
        data.AddOrder(order);
        return order;
    }

    /// <summary>Puts everything back: the customer did not pay.</summary>
    public void Undo(Order order)
    {
        var stock = new StockKeeping(data);
        order.Items.ForEach(line => stock.Deallocate(line, line.Quantity));
        if (order.Cards.FirstOrDefault() is { } card)
            card.Left += order.Sums.PaidByGiftCards;
        if (order.Voucher is { } voucher)
            voucher.Used--;
        data.RemoveOrder(order);
    }

    /// <summary>Adds an empty line of a variant to an order that was placed.</summary>
    /// <exception cref="DeskException">The shop does not sell it there.</exception>
    public OrderLine AddLine(Order order, string? sku)
    {
        var (variant, price) = RequireSold(order.Channel, sku);
        var line = data.Register(new OrderLine(data.NextNumber(nameof(OrderLine)), order.Channel, variant)
        {
            RegularGross = variant.ListingIn(order.Channel)!.Regular,
            Price = price,
        });
        order.Items.Add(line);
        return line;
    }

    /// <exception cref="DeskException">The shop does not sell it there.</exception>
    public (ProductVariant Variant, decimal Price) RequireSold(Channel channel, string? sku)
    {
        var variant = data.VariantBySku(sku) ?? throw new DeskException($"lines: there is no variant {sku}.");
        return (variant, variant.PriceIn(channel) ?? throw new DeskException($"lines: {sku} is not sold in {channel.Slug}."));
    }

    private static T Find<T>(IEnumerable<T> all, Func<T, bool> fits, string what) =>
        all.FirstOrDefault(fits) ?? throw new DeskException($"{what}: the shop has no such one.");

    private List<(ProductVariant Variant, int Quantity)> Items(PlaceOrder wish, Channel channel)
    {
        var wanted = wish.Lines.Count > 0 ? wish.Lines : [new PlaceOrderLine(data.Variants.All.First(variant => variant.PriceIn(channel) is not null).Sku)];
        var items = new List<(ProductVariant, int)>();
        foreach (var line in wanted)
        {
            var (sku, quantity) = line ?? throw new DeskException("lines: a line cannot be null.");
            var (variant, _) = RequireSold(channel, sku);
            if (quantity is < 1 or > 1000)
                throw new DeskException("lines: quantity must be between 1 and 1000.");
            if (variant.Lying.Sum(stock => stock.Available) < quantity + items.Where(item => item.Item1 == variant).Sum(item => item.Item2))
                throw new DeskException($"lines: insufficient stock of {sku}.");
            items.Add((variant, quantity));
        }

        return items;
    }

    private Address Address(PlaceOrder wish, Address? known)
    {
        if (known is not null && wish is { FirstName: null, LastName: null, Street: null, PostalCode: null, City: null, Country: null, Company: null })
            return known;
        return data.Register(new Address((int)data.NextNumber(nameof(Address)))
        {
            FirstName = wish.FirstName ?? known?.FirstName ?? "Erika",
            LastName = wish.LastName ?? known?.LastName ?? "Mustermann",
            CompanyName = wish.Company ?? "",
            StreetAddress1 = wish.Street ?? known?.StreetAddress1 ?? "Heidestraße 17",
            PostalCode = wish.PostalCode ?? known?.PostalCode ?? "51147",
            City = wish.City ?? known?.City ?? "Köln",
            In = Model.Country.Of(wish.Country ?? known?.In.Code ?? "DE"),
            Phone = known?.Phone ?? "",
        });
    }

    private void AddLines(Order order, List<(ProductVariant Variant, int Quantity)> items, Voucher? voucher)
    {
        var prices = items.ConvertAll(item => item.Variant.PriceIn(order.Channel)!.Value * item.Quantity);
        var reduction = voucher?.ReductionOf(prices.Sum()) ?? 0;
        var left = reduction;
        foreach (var ((variant, quantity), i) in items.Select((item, i) => (item, i)))
        {
            var share = i == items.Count - 1 || left == 0 ? left : Money.Round(reduction * prices[i] / prices.Sum(), order.Channel.Currency);
            left -= share;
            var line = data.Register(new OrderLine(data.NextNumber(nameof(OrderLine)), order.Channel, variant)
            {
                Quantity = quantity,
                RegularGross = variant.ListingIn(order.Channel)!.Regular,
                TotalGross = prices[i] - share,
                VoucherCode = voucher?.Code,
            });
            order.Items.Add(line);
            new StockKeeping(data).Allocate(line, quantity);
        }

        if (voucher is null)
            return;
        voucher.Used++;
        order.Reductions.Add(new OrderDiscount(data.NextNumber(nameof(OrderDiscount)), voucher, new Money(order.Channel.Currency, reduction)));
    }

    private static void Redeem(Order order, GiftCard card, DateTimeOffset now)
    {
        var amount = Math.Min(card.Left, order.Sums.Total.Gross.Value);
        card.Left -= amount;
        card.LastUsedOn = now;
        order.Cards.Add(card);
        order.Sums.PaidByGiftCards += amount;
    }
}
