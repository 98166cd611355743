using Eci.Core;
using Eci.Management.GraphQL;
using Eci.Management.Integrations.GraphQL;
using Eci.Web.GraphQL;
using Eci.Web.GraphQL.Connections;
using Eci.Web.Security;
using GraphQL;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Management.Subscriptions;

/// <summary>What GraphQL can ask and change about subscriptions.</summary>
internal sealed class SubscriptionFields : IGraphQLContribution
{
    private const string Id = "id";
    private const string PaidUntil = "paidUntil";

    public void Contribute(GraphQLComposition schema)
    {
        schema.Query.Field<SubscriptionType>("subscription")
            .Description("The subscription with this id; null when there is none.")
            .Argument<NonNullGraphType<IdGraphType>>(Id)
            .RequireScope(Scopes.ReadApps)
            .Resolve(c => c.Loaders().SubscriptionById.LoadAsync(c.GetArgument<string>(Id)));
        schema.Query.Connection<SubscriptionType, Subscription>("subscriptions", new ConnectionSource<Subscription>(
                c => c.Rows<Subscription>(),
                SortKey.By<Subscription, string>("ID", subscription => subscription.Id),
                [SortKey.By<Subscription, DateTimeOffset>("CREATED_AT", subscription => subscription.CreatedAt)]))
            .Description("Subscriptions of the tenant.")
            .RequireScope(Scopes.ReadApps);
        schema.Mutation.Field<NonNullGraphType<SubscriptionType>>("createSubscription")
            .Description("Creates a subscription, which integrations can name as who pays for them.")
            .Argument<NonNullGraphType<CreateSubscriptionInputType>>(InputValues.Argument)
            .RequireScope(Scopes.ManageSubscriptions)
            .ResolveAsync(c => Answers.OrErrorAsync(() => Service(c).CreateAsync(InputValues.Of(c).Time(PaidUntil), c.CancellationToken)));
        schema.Mutation.Field<NonNullGraphType<SubscriptionType>>("updateSubscription")
            .Description("Sets until when a subscription is paid.")
            .Argument<NonNullGraphType<UpdateSubscriptionInputType>>(InputValues.Argument)
            .RequireScope(Scopes.ManageSubscriptions)
            .ResolveAsync(c => Answers.OrErrorAsync(
                () => Service(c).ChangeAsync(InputValues.Of(c).Text(Id)!, InputValues.Of(c).Time(PaidUntil), c.CancellationToken)));
    }

    private static SubscriptionService Service(IResolveFieldContext context) => context.Service<SubscriptionService>();
}

internal sealed class SubscriptionType : ObjectGraphType<Subscription>
{
    public SubscriptionType(TimeProvider time)
    {
        Name = "Subscription";
        Description = "What a tenant has paid for.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source.Id);
        Field<UtcDateTimeGraphType>("paidUntil").Description("Null: never paid.").Resolve(c => c.Source.PaidUntil);
        Field<bool>("paid").Description("It is paid now.").Resolve(c => c.Source.IsPaid(time.GetUtcNow()));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<IntegrationType>>>>("integrations")
            .Description("What it pays for.")
            .RequireScope(Scopes.ReadApps)
            .Resolve(c => c.Loaders().IntegrationsBySubscription.LoadAsync(c.Source.Id));
        Field<DateTimeOffset>("createdAt").Resolve(c => c.Source.CreatedAt);
        Field<DateTimeOffset>("updatedAt").Resolve(c => c.Source.UpdatedAt);
    }
}

internal sealed class CreateSubscriptionInputType : InputObjectGraphType
{
    public CreateSubscriptionInputType()
    {
        Name = "CreateSubscriptionInput";
        Field<UtcDateTimeGraphType>("paidUntil").Description("Nothing is paid yet when left out.");
    }
}

internal sealed class UpdateSubscriptionInputType : InputObjectGraphType
{
    public UpdateSubscriptionInputType()
    {
        Name = "UpdateSubscriptionInput";
        Field<NonNullGraphType<IdGraphType>>("id");
        Field<UtcDateTimeGraphType>("paidUntil").Description("Nothing is paid any more when left out.");
    }
}

internal static class SubscriptionRegistration
{
    public static IServiceCollection AddSubscriptions(this IServiceCollection services) =>
        services.AddScoped<SubscriptionService>().AddGraphQLContribution<SubscriptionFields>();
}
