using System.Globalization;
using Eci.Modules.Sandbox.Saleor.Api;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Model;

/// <summary>Money that was paid in advance.</summary>
[Implements(typeof(IObjectWithMetadata))]
internal sealed class GiftCard(int number, string code, string currency, decimal balance, DateTimeOffset created)
    : ShopObject(nameof(GiftCard), number.ToString(CultureInfo.InvariantCulture))
{
    public string DisplayCode => code[^4..];

    public string Last4CodeChars => code[^4..];

    [Needs(Permissions.GiftCards)]
    public string Code => code;

    public DateTimeOffset Created { get; } = created;

    public DateTimeOffset? LastUsedOn { get; set; }

    public DateOnly? ExpiryDate => null;

    public bool IsActive => true;

    public Money InitialBalance { get; } = new(currency, balance);

    public Money CurrentBalance => new(currency, Left);

    internal decimal Left { get; set; } = balance;

    internal override IReadOnlyList<string> Keepers { get; } = [Permissions.GiftCards];
}
