namespace Eci.Web.GraphQL;

/// <summary>Limits of the GraphQL endpoint, section <c>Eci:GraphQL</c>.</summary>
public sealed class GraphQLOptions
{
    /// <summary>Where the settings are.</summary>
    public const string Section = "Eci:GraphQL";

    /// <summary>Largest body of a POST, bytes.</summary>
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>Longest document, characters.</summary>
    public int MaxDocumentLength { get; set; } = 20_000;

    /// <summary>Largest variables, bytes of JSON.</summary>
    public int MaxVariablesBytes { get; set; } = 64 * 1024;

    /// <summary>Deepest nesting of fields. The introspection query of common tools needs 15.</summary>
    public int MaxDepth { get; set; } = 16;

    /// <summary>Most fields, fragment spreads and inline fragments, counted in the document and again with its fragments spread out.</summary>
    public int MaxSelections { get; set; } = 500;

    /// <summary>Most aliases in a document.</summary>
    public int MaxAliases { get; set; } = 30;

    /// <summary>Most fields with arguments in a document. Checking them against each other takes the square of their number.</summary>
    public int MaxFieldsWithArguments { get; set; } = 60;

    /// <summary>Most fragments in a document.</summary>
    public int MaxFragments { get; set; } = 100;

    /// <summary>Greatest cost of an operation: one per field, a list multiplies what is below it by <see cref="ListFactor"/>.</summary>
    public int MaxComplexity { get; set; } = 10_000;

    /// <summary>How many items a list is thought to have.</summary>
    public int ListFactor { get; set; } = 10;

    /// <summary>Most errors in one answer; the rest is left out.</summary>
    public int MaxErrors { get; set; } = 20;

    /// <summary>Longest time an operation may run.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Parsed documents kept for repetition, counted by the characters of their text.</summary>
    public int CachedDocumentCharacters { get; set; } = 1_000_000;
}
