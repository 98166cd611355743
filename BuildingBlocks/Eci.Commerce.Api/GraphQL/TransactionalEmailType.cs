using Eci.Vocabulary;
using Eci.Web.GraphQL;
using Eci.Web.Security;
using GraphQL.Types;

namespace Eci.Commerce.Api.GraphQL;

internal sealed class TransactionalEmailType : ObjectGraphType<TransactionalEmail>
{
    public TransactionalEmailType()
    {
        Name = "TransactionalEmail";
        Description = "The decision to tell, or not to tell, a customer about an event.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source.Id);
        Field<DateTimeOffset>("time").Description("When it was sent or decided against.").Resolve(c => c.Source.Time);
        Field<string>("email", nullable: true).Description("The recipient, if one was known.").Resolve(c => c.Source.Email);
        Field<NonNullGraphType<WireEnumGraphType<TransactionalEmailStatus>>>("status").Resolve(c => c.Source.Status);
        Field<WireEnumGraphType<NotSentReason>>("reason").Description("Why it was not sent; null when it was.").Resolve(c => c.Source.Reason);
        Field<string>("language", nullable: true).Description("ISO 639-1 of the template.").Resolve(c => c.Source.Language);
        Field<string>("subject", nullable: true).Resolve(c => c.Source.Subject);
        Field<NonNullGraphType<WireEnumGraphType<PackageState>>>("state").Description("The state it tells of.").Resolve(c => c.Source.State);
        Field<string>("providerMessageId", nullable: true).Description("The mail provider's id of the message.").Resolve(c => c.Source.ProviderMessageId);
        Field<string>("traceId", nullable: true).Description("Trace of the message that asked for it.").Resolve(c => c.Source.TraceId);
        Field<NonNullGraphType<PackageType>>("package")
            .RequireScope(Scopes.ReadPackages)
            .Resolve(c => c.Loaders().PackageById.LoadAsync(c.Source.PackageId));
        Field<NonNullGraphType<PackageEventType>>("packageEvent")
            .RequireScope(Scopes.ReadEvents)
            .Resolve(c => c.Loaders().EventById.LoadAsync(c.Source.PackageEventId));
    }
}
