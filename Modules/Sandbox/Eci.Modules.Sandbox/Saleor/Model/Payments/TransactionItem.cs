using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Model;

internal enum TransactionActionEnum
{
    Charge,
    Refund,
    Cancel,
}

/// <summary>A payment of the transactions API: amounts that an app reports.</summary>
[Implements(typeof(IObjectWithMetadata))]
internal sealed class TransactionItem(long number, Order order, DateTimeOffset createdAt)
    : ShopObject(nameof(TransactionItem), GlobalId.Uuid(nameof(TransactionItem), number).ToString())
{
    public Guid Token => Guid.Parse(Key);

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public DateTimeOffset ModifiedAt { get; set; } = createdAt;

    public IReadOnlyList<TransactionActionEnum> Actions => AvailableActions;

    public Money AuthorizedAmount => Of(Authorized);

    public Money AuthorizePendingAmount => Of(AuthorizePending);

    public Money RefundedAmount => Of(Refunded);

    public Money RefundPendingAmount => Of(RefundPending);

    public Money CanceledAmount => Of(Canceled);

    public Money CancelPendingAmount => Of(0);

    public Money ChargedAmount => Of(Charged);

    public Money ChargePendingAmount => Of(ChargePending);

    public string Name { get; set; } = "";

    public string Message { get; set; } = "";

    public string PspReference { get; set; } = "";

    public string ExternalUrl { get; set; } = "";

    public Order? Order => order;

    public IReadOnlyList<TransactionEvent> Events => Reported;

    public IUserOrApp? CreatedBy => Creator;

    internal IUserOrApp? Creator { get; init; }

    internal Order PaysFor => order;

    internal List<TransactionActionEnum> AvailableActions { get; set; } = [];

    internal List<TransactionEvent> Reported { get; } = [];

    internal decimal Authorized { get; set; }

    internal decimal AuthorizePending { get; set; }

    internal decimal Charged { get; set; }

    internal decimal ChargePending { get; set; }

    internal decimal Refunded { get; set; }

    internal decimal RefundPending { get; set; }

    internal decimal Canceled { get; set; }

    internal override IReadOnlyList<string> Keepers { get; } = [Permissions.Payments];

    private Money Of(decimal amount) => new(order.Channel.Currency, amount);
}
