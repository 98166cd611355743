using Eci.Commerce;
using Eci.Vocabulary;
using Eci.Web.GraphQL;
using Eci.Web.Security;
using GraphQL.Types;

namespace Eci.Modules.Tracking.GraphQL;

internal sealed class PackageEventType : ObjectGraphType<PackageEvent>
{
    public PackageEventType()
    {
        Name = "PackageEvent";
        Description = "One report of a carrier about a parcel.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source.Id);
        Field<DateTimeOffset>("time").Description("When it happened.").Resolve(c => c.Source.Time);
        Field<NonNullGraphType<WireEnumGraphType<PackageState>>>("state").Resolve(c => c.Source.State);
        Field<string>("message", nullable: true).Resolve(c => c.Source.Message);
        Field<string>("location", nullable: true).Resolve(c => c.Source.Location);
        Field<string>("rawCode").Description("The carrier's own status code, as received.").Resolve(c => c.Source.RawCode);
        Field<NonNullGraphType<PackageType>>("package")
            .RequireScope(Scopes.ReadPackages)
            .Resolve(c => c.Loaders().PackageById.LoadAsync(c.Source.PackageId));
        Field<TransactionalEmailType>("sentEmail")
            .Description("What became of the mail about it; null while that is not decided. Its status tells whether it was sent.")
            .RequireScope(Scopes.ReadEmails)
            .Resolve(c => c.Loaders().EmailByEvent.LoadAsync(c.Source.Id));
    }
}
