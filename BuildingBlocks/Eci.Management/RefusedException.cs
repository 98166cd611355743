namespace Eci.Management;

/// <summary>One thing that is wrong with what was given.</summary>
/// <param name="Field">Path of the field: <c>name</c>, <c>settings.spacingSeconds</c>.</param>
/// <param name="Message">One sentence that names the field, without secrets.</param>
public sealed record InputProblem(string Field, string Message);

/// <summary>Management refuses a change; nothing was changed. Its message and code are meant for the caller.</summary>
public sealed class RefusedException : Exception
{
    /// <summary>Code of <see cref="RefusedException(IReadOnlyList{InputProblem})"/>.</summary>
    public const string InvalidInput = "INVALID_INPUT";

    /// <param name="code">Stable, SCREAMING_SNAKE_CASE.</param>
    /// <param name="message">One sentence, without secrets.</param>
    public RefusedException(string code, string message)
        : base(message)
    {
        Code = code;
    }

    /// <summary>Something that was given is not valid.</summary>
    /// <param name="problems">At least one.</param>
    public RefusedException(IReadOnlyList<InputProblem> problems)
        : this(InvalidInput, problems.Count == 1 ? problems[0].Message : $"{problems[0].Message} {problems.Count - 1} more of what was given is not valid.")
    {
        Problems = problems;
    }

    public string Code { get; }

    /// <summary>What is wrong with each field; empty when the fields are not to blame.</summary>
    public IReadOnlyList<InputProblem> Problems { get; } = [];

    /// <exception cref="RefusedException">There are problems.</exception>
    internal static void ThrowIfAny(IReadOnlyList<InputProblem> problems)
    {
        if (problems.Count > 0)
            throw new RefusedException(problems);
    }
}
