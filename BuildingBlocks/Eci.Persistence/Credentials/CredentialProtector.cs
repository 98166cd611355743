using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Eci.Persistence;

/// <summary>Encrypts what third parties entrusted to the hub (API keys, tokens) before it reaches the database.</summary>
public sealed class CredentialProtector(IDataProtectionProvider provider)
{
    private readonly IDataProtector _protector = provider.CreateProtector("Eci.Credentials.v1");

    /// <summary>The stored form of a value.</summary>
    public string Protect<T>(T value) => _protector.Protect(JsonSerializer.Serialize(value, JsonSerializerOptions.Web));

    /// <summary>
    /// Makes sure that there is a current key. Making one writes to the database, which inside a transaction on SQLite would wait for
    /// that very transaction.
    /// </summary>
    public void RequireKey() => _protector.Protect([]);

    /// <summary>The value behind a stored form.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The text was changed or its key is gone.</exception>
    public T Unprotect<T>(string text) => JsonSerializer.Deserialize<T>(_protector.Unprotect(text), JsonSerializerOptions.Web)!;
}

/// <summary>Column kinds that modules use for their apps.</summary>
public static class CredentialProperties
{
    /// <summary>Stores the typed record as one encrypted text in the column <c>credentials</c>, shared by all kinds of app.</summary>
    public static PropertyBuilder<T?> IsCredentials<T>(this PropertyBuilder<T?> property, CredentialProtector protector)
        where T : class =>
        property.HasColumnName("credentials").HasConversion(value => protector.Protect(value), text => protector.Unprotect<T>(text));

    /// <summary>Stores the typed record as JSON in the column <c>settings</c>, shared by all kinds of app or integration.</summary>
    public static PropertyBuilder<T> IsSettings<T>(this PropertyBuilder<T> property)
        where T : class =>
        property.HasColumnName("settings").HasConversion(
            value => JsonSerializer.Serialize(value, JsonSerializerOptions.Web),
            text => JsonSerializer.Deserialize<T>(text, JsonSerializerOptions.Web)!);
}
