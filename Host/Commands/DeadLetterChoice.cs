using System.CommandLine;
using Eci.Messaging.Operations;

namespace Eci.Host.Commands;

/// <summary>Options by which dead letters are chosen.</summary>
internal sealed class DeadLetterChoice
{
    private readonly Option<string?> _queue = new("--queue") { Description = "Only of this queue." };
    private readonly Option<string?> _topic = new("--topic") { Description = "Only of this topic." };
    private readonly Option<string?> _errorType = new("--error-type") { Description = "Only with this type of error, for example MailProviderException." };
    private readonly Option<string?> _traceId = new("--trace-id") { Description = "Only of this trace." };
    private readonly Option<DateTimeOffset?> _from = new("--from") { Description = "Only those given up at or after this moment, ISO 8601." };
    private readonly Option<DateTimeOffset?> _to = new("--to") { Description = "Only those given up before this moment, ISO 8601." };

    /// <summary>Tenant id or name.</summary>
    public Option<string?> Tenant { get; } = new("--tenant") { Description = "Only of this tenant, id or name." };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[Tenant, _queue, _topic, _errorType, _traceId, _from, _to])
            command.Options.Add(option);
    }

    public DeadLetterFilter Read(ParseResult parsed, int limit = 100) => new(
        parsed.GetValue(_queue),
        parsed.GetValue(_topic),
        TenantId: null,
        limit,
        parsed.GetValue(_errorType),
        parsed.GetValue(_traceId),
        parsed.GetValue(_from),
        parsed.GetValue(_to));
}
