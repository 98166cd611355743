using Eci.Web.GraphQL;
using Eci.Web.GraphQL.Connections;
using Eci.Web.Security;
using GraphQL.Types;

namespace Eci.Commerce.Api.GraphQL.Connections;

/// <summary>The list of contacts.</summary>
internal sealed class ContactConnection : IGraphQLContribution
{
    public void Contribute(GraphQLComposition schema) => schema.Query
        .Connection<ContactType, Contact, ContactFilter, ContactFilterType>(
            "contacts",
            SortKey.By<Contact, string>("ID", c => c.Id),
            SortKey.By<Contact, DateTimeOffset>("CREATED_AT", c => c.CreatedAt),
            SortKey.By<Contact, string>("EMAIL", c => c.Email))
        .Description("Contacts, page by page.")
        .RequireScope(Scopes.ReadContacts);
}

/// <summary>Which contacts are meant; what is null lets every contact through.</summary>
internal sealed record ContactFilter : IRowFilter<Contact>
{
    private const int LongestSearch = 200;

    public string? Email { get; init; }

    public string? Search { get; init; }

    public bool? TrackingEmailsConsent { get; init; }

    public DateTimeOffset? CreatedFrom { get; init; }

    public DateTimeOffset? CreatedTo { get; init; }

    public DateTimeOffset? UpdatedFrom { get; init; }

    public DateTimeOffset? UpdatedTo { get; init; }

    public IQueryable<Contact> Apply(IQueryable<Contact> rows)
    {
        if (Email is not null)
        {
            var email = Contact.NormalizeEmail(Email);
            rows = rows.Where(c => c.Email == email);
        }

        if (Search is not null)
            rows = ApplySearch(rows, Search.Trim());
        if (TrackingEmailsConsent is { } consent)
            rows = rows.Where(c => c.TrackingEmailsConsent == consent);
        if (CreatedFrom is not null)
            rows = rows.Where(c => c.CreatedAt >= CreatedFrom);
        if (CreatedTo is not null)
            rows = rows.Where(c => c.CreatedAt < CreatedTo);
        if (UpdatedFrom is not null)
            rows = rows.Where(c => c.UpdatedAt >= UpdatedFrom);
        if (UpdatedTo is not null)
            rows = rows.Where(c => c.UpdatedAt < UpdatedTo);
        return rows;
    }

    /// <summary>SQLite knows only the lower case of a to z, so names are also compared as they were written.</summary>
    private static IQueryable<Contact> ApplySearch(IQueryable<Contact> rows, string text)
    {
        if (text.Length is 0 or > LongestSearch)
            throw new GraphQLError(GraphQLErrorCodes.InvalidArgument, $"'search' must have 1 to {LongestSearch} characters.");
        var lower = text.ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862, MA0011 // The database compares.
        return rows.Where(c => c.Email.StartsWith(lower)
            || c.FirstName!.ToLower().StartsWith(lower) || c.FirstName.StartsWith(text)
            || c.LastName!.ToLower().StartsWith(lower) || c.LastName.StartsWith(text));
#pragma warning restore CA1304, CA1311, CA1862, MA0011
    }
}

internal sealed class ContactFilterType : InputObjectGraphType<ContactFilter>
{
    public ContactFilterType()
    {
        Name = "ContactFilter";
        Description = "Which contacts are meant: those that fit every field that is given.";
        Field<StringGraphType>("email").Description("The whole address, in any case.");
        Field<StringGraphType>("search").Description("Begin of the address, the first name or the last name, in any case.");
        Field<BooleanGraphType>("trackingEmailsConsent").Description("May be told about parcels by mail, or may not.");
        this.AddRange("created", "Stored");
        this.AddRange("updated", "Changed");
    }
}
