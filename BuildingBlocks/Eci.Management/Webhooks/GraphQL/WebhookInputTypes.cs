using GraphQL.Types;

namespace Eci.Management.Webhooks.GraphQL;

internal sealed class WebhookFilterInputType : InputObjectGraphType
{
    public const string AppId = "appId";

    public WebhookFilterInputType()
    {
        Name = "WebhookFilterInput";
        Field<IdGraphType>(AppId).Description("Only those of this app.");
    }
}

internal sealed class CreateWebhookInputType : InputObjectGraphType
{
    public const string AppId = "appId";
    public const string WebhookName = "name";
    public const string WithSecret = "withSecret";

    public CreateWebhookInputType()
    {
        Name = "CreateWebhookInput";
        Field<NonNullGraphType<IdGraphType>>(AppId);
        Field<StringGraphType>(WebhookName).Description("For people.");
        Field<BooleanGraphType>(WithSecret).Description("Calls carry a secret. As the kind of app wants it when left out; anything else is refused.");
    }
}

internal sealed class RotateWebhookInputType : InputObjectGraphType
{
    public const string WebhookId = "webhookId";
    public const string GraceHours = "graceHours";

    public RotateWebhookInputType()
    {
        Name = "RotateWebhookInput";
        Field<NonNullGraphType<IdGraphType>>(WebhookId);
        Field<IntGraphType>(GraceHours).Description($"How long the old one is good; {WebhookService.UsualGraceHours} when left out, 0: no longer at once.");
    }
}
