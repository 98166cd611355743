namespace Eci.Mail.Templating;

/// <summary>What a template may use at most. Shipped templates stay below a tenth of each.</summary>
internal static class TemplateLimits
{
    /// <summary>Characters of a template's source.</summary>
    public const int Source = 64 * 1024;

    /// <summary>Characters between the braces of one tag; bounds how deep an expression can nest.</summary>
    public const int Tag = 500;

    /// <summary>Blocks within blocks.</summary>
    public const int Nesting = 32;

    /// <summary>Items of a range.</summary>
    public const int Range = 1000;

    /// <summary>Statements and loop turns of one rendering.</summary>
    public const int Steps = 5000;

    /// <summary>Characters of a value made on the way.</summary>
    public const int Value = 20_000;

    /// <summary>Characters of the result.</summary>
    public const int Output = 200_000;
}
