using Eci.Modules.Sandbox.Saleor.Desk;
using Eci.Modules.Sandbox.Saleor.Model;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Api;

/// <summary>Mutations of the transactions API.</summary>
internal sealed partial class Mutation
{
    [Needs(Permissions.Payments)]
    public static TransactionCreate? TransactionCreate(
        IResolveFieldContext context, [Id] string id, TransactionCreateInput transaction, TransactionEventInput? transactionEvent)
    {
        var request = context.Shop();
        var payload = new TransactionCreate();
        if (request.Data.Orders.Find(id) is not { } order)
            payload.Refuse("id", TransactionCreateErrorCode.NotFound, $"Couldn't resolve to a node: {id}");
        else if (transaction.Amounts().Any(amount => amount.Amount.Currency != order.Channel.Currency))
            payload.Refuse("amountCharged", TransactionCreateErrorCode.IncorrectCurrency, "Currency needs to be the same as for checkout or order.");
        else if (transaction.PspReference is { Length: > 0 } reference && order.Accounts.Exists(item => item.PspReference == reference))
            payload.Refuse("transaction", TransactionCreateErrorCode.Unique, "Transaction with provided `pspReference` already exists.");
        else
            payload.Transaction = Fill(request, new TransactionDesk(request).Create(order, request.App), transaction, transactionEvent);
        return payload;
    }

    [Needs(Permissions.Payments)]
    public static TransactionUpdate? TransactionUpdate(
        IResolveFieldContext context, [Id] string? id, Guid? token, TransactionUpdateInput? transaction, TransactionEventInput? transactionEvent)
    {
        var request = context.Shop();
        var payload = new TransactionUpdate { Transaction = FindTransaction(request, id, token) };
        if (payload.Transaction is not { } item)
            payload.Refuse("id", TransactionUpdateErrorCode.NotFound, $"Couldn't resolve to a node: {id}");
        else if (transaction?.Amounts().Any(amount => amount.Amount.Currency != item.PaysFor.Channel.Currency) is true)
            payload.Refuse("amountCharged", TransactionUpdateErrorCode.IncorrectCurrency, "Currency needs to be the same as for checkout or order.");
        else
            Fill(request, item, transaction ?? new TransactionUpdateInput(), transactionEvent);
        return payload;
    }

    [Needs(Permissions.Payments)]
    public static TransactionEventReport? TransactionEventReport(
        IResolveFieldContext context,
        [Id] string? id,
        Guid? token,
        TransactionEventTypeEnum type,
        decimal amount,
        string pspReference,
        DateTimeOffset? time,
        string? message,
        string? externalUrl,
        IReadOnlyList<TransactionActionEnum>? availableActions)
    {
        var request = context.Shop();
        var payload = new TransactionEventReport { Transaction = FindTransaction(request, id, token) };
        if (payload.Transaction is not { } item)
        {
            payload.Refuse("id", TransactionEventReportErrorCode.NotFound, $"Couldn't resolve to a node: {id}");
            return payload;
        }

        payload.TransactionEvent = item.Reported.Find(known => known.Type == type && known.PspReference == pspReference);
        payload.AlreadyProcessed = payload.TransactionEvent is not null;
        if (payload.TransactionEvent is { } known && known.Amount.Value != amount)
            payload.Refuse(
                "pspReference",
                TransactionEventReportErrorCode.IncorrectDetails,
                "The transaction with provided `pspReference` and `type` already exists with different amount.");
        else if (payload.AlreadyProcessed is false)
            payload.TransactionEvent = new TransactionDesk(request).Report(item, type, amount, pspReference, message ?? "", time ?? request.Now);
        item.AvailableActions = availableActions is null ? item.AvailableActions : [.. availableActions];
        return payload;
    }

    private static TransactionItem? FindTransaction(ShopRequest request, string? id, Guid? token) =>
        request.Data.Find(id ?? GlobalId.Of(nameof(TransactionItem), token.ToString() ?? "")) as TransactionItem;

    private static TransactionItem Fill(ShopRequest request, TransactionItem item, TransactionInput input, TransactionEventInput? note)
    {
        var desk = new TransactionDesk(request);
        item.Name = input.Name ?? item.Name;
        item.Message = input.Message ?? item.Message;
        item.PspReference = input.PspReference ?? item.PspReference;
        item.ExternalUrl = input.ExternalUrl ?? item.ExternalUrl;
        item.AvailableActions = input.AvailableActions is null ? item.AvailableActions : [.. input.AvailableActions];
        foreach (var entry in input.Metadata ?? [])
            item.PublicData.Set(entry.Key, entry.Value);
        foreach (var entry in input.PrivateMetadata ?? [])
            item.PrivateData.Set(entry.Key, entry.Value);
        foreach (var (type, amount) in input.Amounts())
            desk.Settle(item, type, amount.Amount);
        if (note is not null)
            desk.Report(item, TransactionEventTypeEnum.Info, 0, note.PspReference ?? "", note.Message ?? "", request.Now);
        return item;
    }
}
