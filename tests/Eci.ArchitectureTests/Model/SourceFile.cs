namespace Eci.ArchitectureTests.Model;

/// <summary>One C# file.</summary>
/// <param name="Path">Relative to the repository, with slashes.</param>
/// <param name="Lines">How long it is.</param>
internal sealed record SourceFile(string Path, int Lines);
