using GraphQL.Builders;
using GraphQL.Types;

namespace Eci.Web.GraphQL;

/// <summary>Who may ask for a field.</summary>
public static class FieldAccess
{
    private const string ScopesKey = "eci:scopes";
    private const string WithoutTenantKey = "eci:without-tenant";
    private const string OpenKey = "eci:open-in-development";

    /// <summary>Refuses the whole request with <c>FORBIDDEN</c> when it asks for this field without having the scope.</summary>
    public static FieldBuilder<TSource, TReturn> RequireScope<TSource, TReturn>(this FieldBuilder<TSource, TReturn> field, string scope)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentException.ThrowIfNullOrEmpty(scope);
        field.FieldType.Metadata[ScopesKey] = (string[])[.. ScopesOf(field.FieldType), scope];
        return field;
    }

    /// <summary>In Development, lets callers without credentials ask for this root field. Everywhere else they are needed for every field.</summary>
    public static FieldBuilder<TSource, TReturn> OpenInDevelopment<TSource, TReturn>(this FieldBuilder<TSource, TReturn> field)
    {
        ArgumentNullException.ThrowIfNull(field);
        field.FieldType.Metadata[OpenKey] = true;
        return field;
    }

    /// <summary>Lets callers of several tenants, such as operators, ask for this root field without choosing one.</summary>
    public static FieldBuilder<TSource, TReturn> WithoutTenant<TSource, TReturn>(this FieldBuilder<TSource, TReturn> field)
    {
        ArgumentNullException.ThrowIfNull(field);
        field.FieldType.Metadata[WithoutTenantKey] = true;
        return field;
    }

    internal static string[] ScopesOf(FieldType field) => field.Metadata.TryGetValue(ScopesKey, out var scopes) ? (string[])scopes! : [];

    internal static bool NeedsNoTenant(FieldType field) => field.Metadata.ContainsKey(WithoutTenantKey);

    internal static bool IsOpenInDevelopment(FieldType field) => field.Metadata.ContainsKey(OpenKey);
}
