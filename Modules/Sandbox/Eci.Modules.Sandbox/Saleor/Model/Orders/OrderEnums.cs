namespace Eci.Modules.Sandbox.Saleor.Model;

internal enum OrderStatus
{
    Draft,
    Unconfirmed,
    Unfulfilled,
    PartiallyFulfilled,
    PartiallyReturned,
    Returned,
    Fulfilled,
    Canceled,
    Expired,
}

internal enum OrderOriginEnum
{
    Checkout,
    Draft,
    Reissue,
    BulkCreate,
}

internal enum OrderAuthorizeStatusEnum
{
    None,
    Partial,
    Full,
}

internal enum OrderChargeStatusEnum
{
    None,
    Partial,
    Full,
    Overcharged,
}

internal enum FulfillmentStatus
{
    Fulfilled,
    Refunded,
    Returned,
    Replaced,
    RefundedAndReturned,
    Canceled,
    WaitingForApproval,
}

internal enum OrderDiscountType
{
    Sale,
    Voucher,
    Manual,
    Promotion,
    OrderPromotion,
}

internal enum DiscountValueTypeEnum
{
    Fixed,
    Percentage,
}
