using Eci.Core;
using Eci.Web.GraphQL;
using GraphQL.Types;

namespace Eci.Management.Audit.GraphQL;

internal sealed class AuditEntryType : ObjectGraphType<AuditEntry>
{
    public AuditEntryType()
    {
        Name = "AuditEntry";
        Description = "Who changed or did what.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source.Id);
        Field<DateTimeOffset>("time").Resolve(c => c.Source.Time);
        Field<string>("actor").Description("'key ak_…', 'operator key …', 'user …' or 'command line …'.").Resolve(c => c.Source.Actor);
        Field<string>("action").Description("'created', 'changed', 'deleted', or what else was done.").Resolve(c => c.Source.Action);
        Field<string>("subject").Description("Kind of what it was done to: 'ApiKey'.").Resolve(c => c.Source.Subject);
        Field<IdGraphType>("subjectId").Resolve(c => c.Source.SubjectId);
        Field<string>("details", nullable: true)
            .Description("JSON object: for each changed property 'from' and 'to', '•' in place of secrets and personal data; or what else is to be said.")
            .Resolve(c => c.Source.Details);
        Field<string>("traceId", nullable: true).Description("Trace of the request.").Resolve(c => c.Source.TraceId);
    }
}

internal sealed class AuditFilterInputType : InputObjectGraphType<AuditFilter>
{
    public AuditFilterInputType()
    {
        Name = "AuditFilterInput";
        Description = "All conditions that are given must hold.";
        Field<StringGraphType>("actor");
        Field<StringGraphType>("subject");
        Field<IdGraphType>("subjectId");
        Field<StringGraphType>("action");
        Field<UtcDateTimeGraphType>("from").Description("At this time or later.");
        Field<UtcDateTimeGraphType>("to").Description("Before this time.");
    }
}
