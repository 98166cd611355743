using System.Text.Json;
using Eci.ArchitectureTests.Model;

namespace Eci.ArchitectureTests.Deploy;

/// <summary>Rules about the image.</summary>
internal static class DockerfileRules
{
    private const string Build = "build";

    /// <summary>The restore sees the project files and lock files of the host and of all it references, and nothing less.</summary>
    public static IEnumerable<string> RestoresEveryProject(Dockerfile file, IReadOnlyCollection<ProjectFile> projects, string solution)
    {
        var copied = file.Instructions
            .TakeWhile(i => i.Name != "RUN")
            .Where(i => i.Name == "COPY")
            .SelectMany(i => i.Text.Split(' ')[..^1])
            .ToHashSet(StringComparer.Ordinal);
        return Closure("Host/Eci.Host.csproj", projects)
            .SelectMany(project => new[] { $"{project.Folder}/*.csproj", $"{project.Folder}/packages.lock.json" })
            .Where(pattern => !copied.Contains(pattern))
            .Select(pattern => $"{pattern} is not copied before the restore")
            .Concat(Closure("Host/Eci.Host.csproj", projects)
                .Where(project => !solution.Contains(project.Path.Replace('/', '\\'), StringComparison.Ordinal))
                .Select(project => $"{project.Path} is built but not in the solution"));
    }

    /// <summary>What the instructions name is there, so that a folder that moved breaks a test and not the next release.</summary>
    public static IEnumerable<string> CopiesWhatExists(Dockerfile file, Func<string, bool> exists) => file.Instructions
        .Where(i => i is { Stage: Build, Name: "COPY" })
        .SelectMany(i => i.Text.Split(' ')[..^1])
        .Where(source => !exists(source))
        .Select(source => $"{source} does not exist");

    /// <summary>SDK and runtime are of the version that global.json asks for.</summary>
    public static IEnumerable<string> FitsTheSdk(Dockerfile file, string globalJson)
    {
        using var json = JsonDocument.Parse(globalJson);
        var version = json.RootElement.GetProperty("sdk").GetProperty("version").GetString()!;
        var wanted = string.Join('.', version.Split('.')[..2]);
        return file.Instructions
            .Where(i => i.Name == "FROM")
            .Select(i => file.ImageOf(i.Stage))
            .Where(image => !image.Split(':')[^1].StartsWith($"{wanted}-", StringComparison.Ordinal))
            .Select(image => $"{image} is not of .NET {wanted}");
    }

    /// <summary>Without rights, with time zones and cultures, with a check of its own, production unless told otherwise.</summary>
    public static IEnumerable<string> RunsSafely(Dockerfile file)
    {
        var last = file.Last.ToList();
        if (last.LastOrDefault(i => i.Name == "USER") is not { Text: not ("root" or "0") })
            yield return "runs as root";
        if (!file.ImageOf(last[0].Stage).EndsWith("-chiseled-extra", StringComparison.Ordinal))
            yield return "has no ICU or time zones, or more than it needs";
        if (!last.Any(i => i.Name == "HEALTHCHECK" && i.Text.Contains("\"health\"", StringComparison.Ordinal)))
            yield return "does not ask for its health";
        if (file.Environment.GetValueOrDefault("ASPNETCORE_ENVIRONMENT") != "Production")
            yield return "is not in Production";
        if (!last.Any(i => i.Name == "VOLUME" && i.Text == "/data"))
            yield return "keeps its data in the container";
        if (!last.Any(i => i is { Name: "STOPSIGNAL", Text: "SIGTERM" }))
            yield return "does not say how it is stopped";
    }

    private static IEnumerable<ProjectFile> Closure(string root, IReadOnlyCollection<ProjectFile> projects)
    {
        var byPath = projects.ToDictionary(project => project.Path, StringComparer.Ordinal);
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>([root]);
        while (open.TryDequeue(out var path))
        {
            if (!found.Add(path))
                continue;
            foreach (var reference in byPath[path].ProjectReferences)
                open.Enqueue(reference);
        }

        return found.Order(StringComparer.Ordinal).Select(path => byPath[path]);
    }
}
