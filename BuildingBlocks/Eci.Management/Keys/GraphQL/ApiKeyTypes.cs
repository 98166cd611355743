using Eci.Core;
using Eci.Web.GraphQL;
using GraphQL.Types;

namespace Eci.Management.Keys.GraphQL;

internal sealed class ApiKeyType : ObjectGraphType<ApiKey>
{
    public ApiKeyType()
    {
        Name = "ApiKey";
        Description = "A key of this API. The key itself is shown once, when it is made.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source.Id);
        Field<string>("name").Resolve(c => c.Source.Name);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<StringGraphType>>>>("scopes")
            .Description("What it may do.")
            .Resolve(c => c.Source.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Field<DateTimeOffset>("createdAt").Resolve(c => c.Source.CreatedAt);
        Field<UtcDateTimeGraphType>("expiresAt").Description("Refused from this moment on; null: never.").Resolve(c => c.Source.ExpiresAt);
        Field<UtcDateTimeGraphType>("revokedAt").Description("Refused since then; null: not revoked.").Resolve(c => c.Source.RevokedAt);
        Field<UtcDateTimeGraphType>("lastUsedAt").Description("To the minute; null: never used.").Resolve(c => c.Source.LastUsedAt);
    }
}

internal sealed class CreatedApiKeyType : ObjectGraphType<MadeApiKey>
{
    public CreatedApiKeyType()
    {
        Name = "CreatedApiKey";
        Description = "A new API key.";
        Field<NonNullGraphType<ApiKeyType>>("apiKey").Resolve(c => c.Source.ApiKey);
        Field<string>("key").Description("The key. Keep it: it cannot be shown again.").Resolve(c => c.Source.Key);
    }
}

internal sealed class CreateApiKeyInputType : InputObjectGraphType<NewApiKey>
{
    public CreateApiKeyInputType()
    {
        Name = "CreateApiKeyInput";
        Field<NonNullGraphType<StringGraphType>>("name").Description($"For people, 1 to {KeyRules.LongestName} characters.");
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<StringGraphType>>>>("scopes").Description("What it may do; nothing that the caller may not.");
        Field<UtcDateTimeGraphType>("expiresAt").Description("In the future; never when left out.");
    }
}

internal sealed class ChangeApiKeyInputType : InputObjectGraphType
{
    public ChangeApiKeyInputType()
    {
        Name = "ChangeApiKeyInput";
        Field<NonNullGraphType<IdGraphType>>("id");
        Field<StringGraphType>("name").Description("The same when left out.");
        Field<UtcDateTimeGraphType>("expiresAt").Description("In the future; null: never. The same when left out.");
    }
}
