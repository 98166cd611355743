using Eci.Vocabulary;
using Eci.Web.GraphQL;
using Eci.Web.GraphQL.Connections;
using Eci.Web.Security;
using GraphQL.Types;
using Microsoft.EntityFrameworkCore;

namespace Eci.Commerce.Api.GraphQL.Connections;

/// <summary>The list of mails, those that were not sent included.</summary>
internal sealed class TransactionalEmailConnection : IGraphQLContribution
{
    public void Contribute(GraphQLComposition schema) => schema.Query
        .Connection<TransactionalEmailType, TransactionalEmail, TransactionalEmailFilter, TransactionalEmailFilterType>(
            "transactionalEmails",
            SortKey.By<TransactionalEmail, string>("ID", m => m.Id),
            SortKey.By<TransactionalEmail, DateTimeOffset>("TIME", m => m.Time))
        .Description("Mails about parcels, page by page: those that were sent, and those that were not, with the reason.")
        .RequireScope(Scopes.ReadEmails);
}

/// <summary>Which mails are meant; what is null lets every mail through.</summary>
internal sealed record TransactionalEmailFilter : IRowFilter<TransactionalEmail>
{
    public TransactionalEmailStatus? Status { get; init; }

    public List<NotSentReason>? Reasons { get; init; }

    public List<PackageState>? States { get; init; }

    public string? Language { get; init; }

    public string? PackageId { get; init; }

    public DateTimeOffset? TimeFrom { get; init; }

    public DateTimeOffset? TimeTo { get; init; }

    public IQueryable<TransactionalEmail> Apply(IQueryable<TransactionalEmail> rows)
    {
        if (Status is not null)
            rows = rows.Where(m => m.Status == Status);
        if (Reasons is not null)
        {
            var reasons = Reasons.ConvertAll(reason => (NotSentReason?)reason);
            rows = rows.Where(m => EF.Parameter(reasons).Contains(m.Reason));
        }

        if (States is not null)
            rows = rows.Where(m => EF.Parameter(States).Contains(m.State));
        if (Language is not null)
        {
            var language = LanguageTag.Primary(Language);
            rows = rows.Where(m => language != null && m.Language == language);
        }

        if (PackageId is not null)
            rows = rows.Where(m => m.PackageEvent!.PackageId == PackageId);
        if (TimeFrom is not null)
            rows = rows.Where(m => m.Time >= TimeFrom);
        if (TimeTo is not null)
            rows = rows.Where(m => m.Time < TimeTo);
        return rows;
    }
}

internal sealed class TransactionalEmailFilterType : InputObjectGraphType<TransactionalEmailFilter>
{
    public TransactionalEmailFilterType()
    {
        Name = "TransactionalEmailFilter";
        Description = "Which mails are meant: those that fit every field that is given.";
        Field<WireEnumGraphType<TransactionalEmailStatus>>("status").Description("Sent or not sent.");
        this.AddOneOf<TransactionalEmailFilter, WireEnumGraphType<NotSentReason>>("reasons", "Not sent for one of these reasons.");
        this.AddOneOf<TransactionalEmailFilter, WireEnumGraphType<PackageState>>("states", "Telling of one of these states.");
        Field<StringGraphType>("language").Description("ISO 639-1 of the template.");
        Field<IdGraphType>("packageId").Description("About this parcel.");
        this.AddRange("time", "Sent or decided against");
    }
}
