namespace Eci.Modules.Saleor.Webhooks;

/// <summary>The subscription queries of the manifests: they say what a shop sends with an event.</summary>
internal static class SubscriptionDocuments
{
    /// <summary>The query with that name.</summary>
    public static string Read(string name)
    {
        var resource = $"Eci.Modules.Saleor.Webhooks.Documents.{name}.graphql";
        using var stream = typeof(SubscriptionDocuments).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The resource '{resource}' is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
