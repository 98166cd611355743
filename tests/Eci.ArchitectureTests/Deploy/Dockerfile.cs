namespace Eci.ArchitectureTests.Deploy;

/// <summary>One instruction of a Dockerfile.</summary>
/// <param name="Stage">Name of the stage it belongs to.</param>
/// <param name="Name">In capitals.</param>
/// <param name="Text">What follows the name.</param>
internal sealed record Instruction(string Stage, string Name, string Text);

/// <summary>A Dockerfile as a list of instructions.</summary>
internal sealed record Dockerfile(IReadOnlyList<Instruction> Instructions)
{
    public IEnumerable<Instruction> Last => Instructions.Where(instruction => instruction.Stage == Instructions[^1].Stage);

    /// <summary>Environment of the image it makes.</summary>
    public IReadOnlyDictionary<string, string> Environment => Last
        .Where(instruction => instruction.Name == "ENV")
        .SelectMany(instruction => instruction.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Select(pair => pair.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    public static Dockerfile Parse(string text)
    {
        var instructions = new List<Instruction>();
        var stage = string.Empty;
        var lines = text.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var line in lines.Where(line => !line.StartsWith('#')))
        {
            var (name, rest) = (line[..line.IndexOf(' ', StringComparison.Ordinal)].ToUpperInvariant(), line[line.IndexOf(' ', StringComparison.Ordinal)..].Trim());
            if (name == "FROM")
                stage = rest.Split(' ')[^1];
            instructions.Add(new Instruction(stage, name, rest));
        }

        return new Dockerfile(instructions);
    }

    /// <summary>The image of the instruction <c>FROM</c> that begins a stage.</summary>
    public string ImageOf(string stage) => Instructions.First(i => i.Name == "FROM" && i.Stage == stage).Text.Split(' ')[0];
}
