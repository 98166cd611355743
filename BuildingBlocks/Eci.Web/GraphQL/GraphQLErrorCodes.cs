namespace Eci.Web.GraphQL;

/// <summary>The values of <c>extensions.code</c> that the endpoint itself uses. Clients rely on them: never rename one.</summary>
public static class GraphQLErrorCodes
{
    /// <summary>The HTTP request is no GraphQL request: bad JSON, a missing query, a parameter of the wrong type.</summary>
    public const string BadRequest = "BAD_REQUEST";

    /// <summary>The Accept header allows nothing the endpoint can write.</summary>
    public const string NotAcceptable = "NOT_ACCEPTABLE";

    /// <summary>The body of a POST is not declared as JSON in UTF-8.</summary>
    public const string UnsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE";

    /// <summary>A mutation was sent by GET.</summary>
    public const string MethodNotAllowed = "METHOD_NOT_ALLOWED";

    public const string BodyTooLarge = "BODY_TOO_LARGE";

    public const string DocumentTooLong = "DOCUMENT_TOO_LONG";

    public const string VariablesTooLarge = "VARIABLES_TOO_LARGE";

    public const string SyntaxError = "SYNTAX_ERROR";

    /// <summary>The document does not fit the schema.</summary>
    public const string ValidationFailed = "VALIDATION_FAILED";

    /// <summary>A variable is missing or has a value of the wrong type.</summary>
    public const string InvalidVariables = "INVALID_VARIABLES";

    /// <summary>An argument has a value that makes no sense; the message says which.</summary>
    public const string InvalidArgument = "INVALID_ARGUMENT";

    /// <summary>No operation of that name, or several and no name.</summary>
    public const string UnknownOperation = "UNKNOWN_OPERATION";

    /// <summary>The schema has no operation of that kind (mutation, subscription).</summary>
    public const string OperationNotSupported = "OPERATION_NOT_SUPPORTED";

    public const string QueryTooDeep = "QUERY_TOO_DEEP";

    /// <summary>Too many selections or aliases.</summary>
    public const string QueryTooWide = "QUERY_TOO_WIDE";

    /// <summary>The answer would be too large.</summary>
    public const string QueryTooComplex = "QUERY_TOO_COMPLEX";

    /// <summary>No API key or token, or one that is not accepted.</summary>
    public const string Unauthenticated = "UNAUTHENTICATED";

    /// <summary>The caller lacks a scope, named by <c>extensions.scope</c>, or has no access to the tenant.</summary>
    public const string Forbidden = "FORBIDDEN";

    /// <summary>The caller has several tenants and named none.</summary>
    public const string TenantRequired = "TENANT_REQUIRED";

    /// <summary>An operator named a tenant that does not exist.</summary>
    public const string TenantNotFound = "TENANT_NOT_FOUND";
    /// <summary>The API key, or the whole process, has as many subscriptions as it may have.</summary>
    public const string TooManySubscriptions = "TOO_MANY_SUBSCRIPTIONS";

    /// <summary>The last message of a subscription whose reader fell too far behind.</summary>
    public const string SubscriptionTooSlow = "SUBSCRIPTION_TOO_SLOW";

    /// <summary>The last message of a subscription that has reached its longest life.</summary>
    public const string SubscriptionExpired = "SUBSCRIPTION_EXPIRED";

    public const string Timeout = "TIMEOUT";

    /// <summary>Something the hub needs does not answer; try again.</summary>
    public const string ServiceUnavailable = "SERVICE_UNAVAILABLE";

    /// <summary>A defect of the hub. The trace id leads to the log.</summary>
    public const string InternalError = "INTERNAL_ERROR";
}
