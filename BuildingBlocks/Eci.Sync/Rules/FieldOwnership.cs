namespace Eci.Sync.Rules;

/// <summary>Fields of a canonical row that one kind of system is master of.</summary>
public enum FieldGroup
{
    /// <summary>Lines, totals, voucher, addresses and payment status of an order.</summary>
    OrderContents,

    /// <summary>Note for the warehouse, expected date and invoice status of an order.</summary>
    OrderHandling,

    /// <summary>Names of a contact.</summary>
    ContactNames,

    /// <summary>Company of a contact, and whether it is a customer or vendor.</summary>
    ContactBusiness,

    /// <summary>SKU, tax, bundle and default warehouse of a variant.</summary>
    ProductMasterData,

    /// <summary>Names, texts, media, GTIN and listings of a product.</summary>
    ProductPresentation,

    /// <summary>Quantities in a warehouse.</summary>
    Stock,

    /// <summary>Prices, attributes and categories.</summary>
    Prices,

    /// <summary>Contents and numbers of a package; not its state, which carriers tell.</summary>
    PackageContents,

    /// <summary>Number and totals of an invoice.</summary>
    Invoice,

    /// <summary>Amount and status of a payment.</summary>
    Payment,

    /// <summary>What the gateway kept of a payment.</summary>
    PaymentFee,
}

/// <summary>
/// Who may write which fields. Without a rule the last answer would win, and two systems would overwrite each other for ever. A field that
/// nobody has filled may be filled by whoever comes first.
/// </summary>
public static class FieldOwnership
{
    /// <summary>The system that the row came from.</summary>
    private const string Creator = "*";

    private static readonly Dictionary<FieldGroup, string[]> Masters = new()
    {
        [FieldGroup.OrderContents] = [Creator],
        [FieldGroup.OrderHandling] = ["zoho", "xentral", Creator],
        [FieldGroup.ContactNames] = ["saleor", "zoho"],
        [FieldGroup.ContactBusiness] = ["zoho", "saleor"],
        [FieldGroup.ProductMasterData] = ["zoho", "xentral", "saleor"],
        [FieldGroup.ProductPresentation] = ["saleor", "zoho"],
        [FieldGroup.Stock] = [Creator],
        [FieldGroup.Prices] = ["zoho", "saleor"],
        [FieldGroup.PackageContents] = [Creator],
        [FieldGroup.Invoice] = ["zoho"],
        [FieldGroup.Payment] = [Creator],
        [FieldGroup.PaymentFee] = ["braintree"],
    };

    /// <summary>Whether a system may write fields.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="writer">Kind of the system that would write: <c>saleor</c>.</param>
    /// <param name="origin">Kind of the system that the row came from; for stock, the one that counts it. Null: the row is new.</param>
    /// <param name="others">Kinds of the other systems that the row is linked to.</param>
    /// <param name="isEmpty">Nobody has filled the fields yet.</param>
    public static bool MayWrite(FieldGroup fields, string writer, string? origin, IReadOnlyCollection<string> others, bool isEmpty = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(writer);
        ArgumentNullException.ThrowIfNull(others);
        if (isEmpty || origin is null)
            return true;
        return Master(fields, origin, [writer, .. others]) is { } master
            ? string.Equals(master, writer, StringComparison.Ordinal)
            : string.Equals(origin, writer, StringComparison.Ordinal);
    }

    /// <summary>The first master in the order of the table that has the row at all.</summary>
    private static string? Master(FieldGroup fields, string origin, string[] systems) => Masters[fields]
        .Select(master => master == Creator ? origin : master)
        .FirstOrDefault(master => master == origin || systems.Contains(master, StringComparer.Ordinal));
}
