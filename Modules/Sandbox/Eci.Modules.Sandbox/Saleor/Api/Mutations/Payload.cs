namespace Eci.Modules.Sandbox.Saleor.Api;

/// <summary>What a mutation answers when it does nothing.</summary>
internal interface IPayload
{
    void Refuse(string? field, string message, string code);
}

/// <summary>Why a mutation did not do what it was told.</summary>
internal abstract class MutationError<TCode>
    where TCode : struct, Enum
{
    public string? Field { get; init; }

    public string? Message { get; init; }

    public TCode Code { get; init; }
}

/// <summary>What a mutation answers.</summary>
internal abstract class Payload<TError, TCode> : IPayload
    where TError : MutationError<TCode>, new()
    where TCode : struct, Enum
{
    public IReadOnlyList<TError> Errors => Refusals;

    internal List<TError> Refusals { get; init; } = [];

    /// <summary>Refuses with a code as Saleor writes it, NOT_FOUND; one that the mutation does not know becomes INVALID.</summary>
    void IPayload.Refuse(string? field, string message, string code) => Refusals.Add(new TError
    {
        Field = field,
        Message = message,
        Code = Enum.TryParse<TCode>(code.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var known) ? known : Enum.Parse<TCode>("Invalid"),
    });

    internal void Refuse(string? field, TCode code, string message) => Refusals.Add(new TError { Field = field, Message = message, Code = code });
}
