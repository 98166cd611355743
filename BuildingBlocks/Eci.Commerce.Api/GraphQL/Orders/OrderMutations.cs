using Eci.Commerce.Api.Orders;
using Eci.Web.GraphQL;
using Eci.Web.Security;
using GraphQL;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Commerce.Api.GraphQL.Orders;

/// <summary>Calls orders off, and takes what was paid for them.</summary>
internal sealed class OrderMutations : IGraphQLContribution
{
    private const string Input = "input";
    private const string OrderNumber = "orderNumber";
    private const string Reason = "reason";
    private const string ReferenceNumber = "referenceNumber";
    private const string Amount = "amount";

    public void Contribute(GraphQLComposition schema)
    {
        schema.Mutation.Field<NonNullGraphType<OrderType>>("cancelOrder")
            .Description("Calls an order off, for good. Systems that have it learn of it soon after. Nothing happens when it is called off already.")
            .Argument<NonNullGraphType<IdGraphType>>(OrderNumber, "The number the customer knows.")
            .Argument<StringGraphType>(Reason, "Kept with the order.")
            .RequireScope(Scopes.WriteOrders)
            .ResolveAsync(async c => await RegistrationErrors.RefusedAsync(() => Service<OrderCancellation>(c).CancelAsync(
                c.GetArgument<string>(OrderNumber), c.GetArgument<string?>(Reason), c.CancellationToken)));
        schema.Mutation.Field<NonNullGraphType<PaymentType>>("recordPayment")
            .Description("Adds the payment of a number to an order or brings it up to date. The same call again changes nothing.")
            .Argument<NonNullGraphType<RecordPaymentInputType>>(Input)
            .RequireScope(Scopes.WriteOrders)
            .ResolveAsync(async c => (await RegistrationErrors.RefusedAsync(() => Service<PaymentRecorder>(c).RecordAsync(
                c.GetArgument<RecordPayment>(Input), c.CancellationToken))).Row);
        schema.Mutation.Field<NonNullGraphType<PaymentType>>("recordRefund")
            .Description("Says how much of a payment went back. The same call again changes nothing.")
            .Argument<NonNullGraphType<IdGraphType>>(ReferenceNumber, "The gateway's transaction id of the payment.")
            .Argument<NonNullGraphType<ExactDecimalGraphType>>(Amount, "Altogether, earlier refunds included.")
            .RequireScope(Scopes.WriteOrders)
            .ResolveAsync(async c => await RegistrationErrors.RefusedAsync(() => Service<PaymentRecorder>(c).RefundAsync(
                c.GetArgument<string>(ReferenceNumber), c.GetArgument<decimal>(Amount), c.CancellationToken)));
    }

    private static T Service<T>(IResolveFieldContext context)
        where T : notnull => context.RequestServices!.GetRequiredService<T>();
}

/// <summary>Refusals as errors of GraphQL.</summary>
internal static class RegistrationErrors
{
    /// <summary>The error names each wrong field in <c>extensions.fields</c>.</summary>
    public static async Task<T> RefusedAsync<T>(Func<Task<T>> register)
    {
        try
        {
            return await register();
        }
        catch (RegistrationRefusedException refused)
        {
            throw new GraphQLError(refused.Code, refused.Message, refused.Fields.Select(f => (f.Path, f.ToString())));
        }
    }
}
