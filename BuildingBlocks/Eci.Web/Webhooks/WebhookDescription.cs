namespace Eci.Web.Webhooks;

/// <summary>What the OpenAPI document says about a webhook endpoint; problems and the address are added by themselves.</summary>
/// <param name="Name">Unique operation id, for example <c>receiveDpdPush</c>.</param>
/// <param name="Tag">Group in the document: the third party's name.</param>
/// <param name="Summary">One line.</param>
/// <param name="Details">What callers should know.</param>
/// <param name="AnswerType">Media type of the success.</param>
/// <param name="AnswerExample">A success as text.</param>
public sealed record WebhookDescription(string Name, string Tag, string Summary, string Details, string AnswerType, string AnswerExample)
{
    /// <summary>Query parameters.</summary>
    public IReadOnlyList<WebhookField> Query { get; init; } = [];

    /// <summary>Parameters of the route besides the webhook's id.</summary>
    public IReadOnlyList<WebhookField> Path { get; init; } = [];

    /// <summary>An example of the JSON body; null for endpoints without body.</summary>
    public string? BodyExample { get; init; }
}

/// <summary>A parameter of a webhook endpoint.</summary>
/// <param name="Name">As callers write it.</param>
/// <param name="Description">What it means and what is accepted.</param>
/// <param name="Example">A value.</param>
/// <param name="Required">True when a request without it is refused.</param>
/// <param name="MaxLength">Longest value; null when the value is not used.</param>
public sealed record WebhookField(string Name, string Description, string Example, bool Required, int? MaxLength);

internal sealed record WebhookMetadata(string Method, WebhookDescription Description, bool Signed, bool IdInRoute);
