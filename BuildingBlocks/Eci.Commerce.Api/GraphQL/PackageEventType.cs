using Eci.Vocabulary;
using Eci.Web.GraphQL;
using Eci.Web.Security;
using GraphQL.Types;

namespace Eci.Commerce.Api.GraphQL;

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
        Field<DateTimeOffset>("recordedAt").Description("When the hub stored it.").Resolve(c => c.Source.RecordedAt);
        Field<int>("offset").Description("Offset of the carrier's clock at that time, minutes east of UTC.").Resolve(c => c.Source.TimeOffsetMinutes);
        Field<WireEnumGraphType<PackageState>>("movedFrom")
            .Description("The state that the parcel left by it; null when it did not move the parcel.")
            .Resolve(c => c.Source.MovedFrom);
        Field<IdGraphType>("appId").Description("The app it came through; null when the hub itself noticed it.").Resolve(c => c.Source.AppId);
        Field<string>("traceId", nullable: true).Description("Trace of the message that brought it.").Resolve(c => c.Source.TraceId);
        Field<NonNullGraphType<PackageType>>("package")
            .RequireScope(Scopes.ReadPackages)
            .Resolve(c => c.Loaders().PackageById.LoadAsync(c.Source.PackageId));
        Field<TransactionalEmailType>("sentEmail")
            .Description("What became of the mail about it; null while that is not decided. Its status tells whether it was sent.")
            .RequireScope(Scopes.ReadEmails)
            .Resolve(c => c.Loaders().EmailByEvent.LoadAsync(c.Source.Id));
    }
}
