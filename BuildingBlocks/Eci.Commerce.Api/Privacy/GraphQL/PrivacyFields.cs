using Eci.Web.GraphQL;
using Eci.Web.Security;
using GraphQL;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Commerce.Api.Privacy.GraphQL;

/// <summary>Exports and erases persons. Both are mutations: they are recorded, and an address does not belong into a URL.</summary>
internal sealed class PrivacyFields : IGraphQLContribution
{
    private const string Id = "id";
    private const string Email = "email";
    private const string DryRun = "dryRun";

    public void Contribute(GraphQLComposition schema)
    {
        schema.Mutation.Field<NonNullGraphType<ContactExportType>>("exportContact")
            .Description("Everything that the hub knows of a person, found by 'id' or by 'email'.")
            .Argument<IdGraphType>(Id)
            .Argument<StringGraphType>(Email)
            .RequireScope(Scopes.ManagePrivacy)
            .ResolveAsync(async c =>
                await c.RequestServices!.GetRequiredService<ContactExports>().ExportAsync(NameIn(c), c.CancellationToken) ?? throw Unknown());
        schema.Mutation.Field<NonNullGraphType<ContactErasureType>>("eraseContact")
            .Description("Overwrites everything personal of a person, found by 'id' or by 'email'. Orders and parcels stay. Cannot be undone.")
            .Argument<IdGraphType>(Id)
            .Argument<StringGraphType>(Email)
            .Argument<NonNullGraphType<BooleanGraphType>>(DryRun, "True: changes nothing and tells how much would be erased.")
            .RequireScope(Scopes.ManagePrivacy)
            .ResolveAsync(async c => await EraseAsync(c));
    }

    private static async Task<ShownErasure> EraseAsync(IResolveFieldContext context)
    {
        var dryRun = context.GetArgument<bool>(DryRun);
        var erasures = context.RequestServices!.GetRequiredService<ContactErasures>();
        return await erasures.EraseAsync(NameIn(context), dryRun, context.CancellationToken) is { } erasure ? new ShownErasure(erasure, dryRun) : throw Unknown();
    }

    private static PersonName NameIn(IResolveFieldContext context) =>
        PersonName.Of(context.GetArgument<string?>(Id), context.GetArgument<string?>(Email))
            ?? throw new GraphQLError(GraphQLErrorCodes.InvalidArgument, "Give either 'id' or 'email', of up to 60 and 500 characters.");

    private static GraphQLError Unknown() => new("CONTACT_NOT_FOUND", "There is no such contact.");
}

/// <summary>An erasure as it is shown.</summary>
internal sealed record ShownErasure(ContactErasure Erasure, bool DryRun);

internal sealed class ContactExportType : ObjectGraphType<ContactExport>
{
    public ContactExportType()
    {
        Name = "ContactExport";
        Description = "Everything that the hub knows of a person.";
        Field<NonNullGraphType<IdGraphType>>("contactId").Resolve(c => c.Source.ContactId);
        Field<DateTimeOffset>("exportedAt").Resolve(c => c.Source.ExportedAt);
        Field<bool>("complete").Description("False when there was more than an export holds: 'incomplete' in the document names the parts.").Resolve(c => c.Source.IsComplete);
        Field<string>("document").Description("A JSON object with a member for each kind of data.").Resolve(c => c.Source.Document);
    }
}

internal sealed class ContactErasureType : ObjectGraphType<ShownErasure>
{
    public ContactErasureType()
    {
        Name = "ContactErasure";
        Description = "What was erased of a person, or with a dry run would be.";
        Field<NonNullGraphType<IdGraphType>>("contactId").Description("The contact, which stays without personal data.").Resolve(c => c.Source.Erasure.ContactId);
        Field<bool>("dryRun").Resolve(c => c.Source.DryRun);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<ErasedKindType>>>>("counts")
            .Description("Rows that were changed or deleted, by kind.")
            .Resolve(c => c.Source.Erasure.Counts);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<StringGraphType>>>>("notes")
            .Description("What the hub cannot erase.")
            .Resolve(_ => (string[])[PrivacyNotes.Pickup]);
    }
}

internal sealed class ErasedKindType : ObjectGraphType<KeyValuePair<string, int>>
{
    public ErasedKindType()
    {
        Name = "ErasedKind";
        Description = "How many rows of one kind an erasure changes.";
        Field<string>("kind").Resolve(c => c.Source.Key);
        Field<int>("count").Resolve(c => c.Source.Value);
    }
}
