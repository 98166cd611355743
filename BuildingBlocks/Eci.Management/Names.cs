using Eci.Management.Kinds;

namespace Eci.Management;

/// <summary>Rules for names that people give.</summary>
internal static class Names
{
    /// <summary>What is wrong with a name; nothing when it can be used.</summary>
    public static IEnumerable<InputProblem> Problems(string? name)
    {
        if (!KindRules.IsName(name))
            yield return new InputProblem("name", $"name must have 1 to {KindRules.LongestName} characters, none of them control characters.");
    }
}
