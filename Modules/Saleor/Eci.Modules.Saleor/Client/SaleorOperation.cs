using System.Reflection;

namespace Eci.Modules.Saleor.Client;

/// <summary>An operation of Saleor's API: a document that is embedded into this assembly, one operation per file.</summary>
/// <typeparam name="TAnswer">What is read of the answer's <c>data</c>.</typeparam>
/// <param name="Name">Name of the operation.</param>
/// <param name="Document">Its text.</param>
/// <param name="IsQuery">It changes nothing and may be repeated.</param>
internal sealed record SaleorOperation<TAnswer>(string Name, string Document, bool IsQuery);

/// <summary>Finds the operations.</summary>
internal static class SaleorOperation
{
    public const string Extension = ".graphql";

    /// <summary>Field of every query that tells whether the shop knows the token: to others a shop answers too, with less.</summary>
    public const string AppField = "app";

    private static readonly Assembly Assembly = typeof(SaleorOperation).Assembly;

    /// <summary>A query; the file has the operation's name, which is unique in the module: <c>Products.graphql</c>.</summary>
    public static SaleorOperation<TAnswer> Query<TAnswer>(string name) => new(name, Document(name), IsQuery: true);

    /// <summary>A mutation, as <see cref="Query{TAnswer}"/>.</summary>
    public static SaleorOperation<TAnswer> Mutation<TAnswer>(string name) => new(name, Document(name), IsQuery: false);

    private static string Document(string name)
    {
        var resource = Assembly.GetManifestResourceNames().Single(r => r.EndsWith($".{name}{Extension}", StringComparison.Ordinal));
        using var reader = new StreamReader(Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
