using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Eci.Persistence;

/// <summary>What third parties entrusted to the hub (API keys, tokens), as it is stored.</summary>
/// <typeparam name="T">The record behind it.</typeparam>
/// <param name="Text">Encrypted JSON.</param>
public sealed record Encrypted<T>(string Text)
    where T : class;

/// <summary>
/// Encrypts before anything reaches the unit of work, and decrypts where a value is used. The first use of the key ring may write a new
/// key to the database, which on SQLite must not happen inside another transaction.
/// </summary>
public sealed class CredentialProtector(IDataProtectionProvider provider)
{
    private readonly IDataProtector _protector = provider.CreateProtector("Eci.Credentials.v1");

    /// <summary>The stored form of a value.</summary>
    public Encrypted<T> Protect<T>(T value)
        where T : class => new(_protector.Protect(JsonSerializer.Serialize(value, JsonSerializerOptions.Web)));

    /// <summary>The value behind a stored form.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The text was changed or its key is gone.</exception>
    public T Unprotect<T>(Encrypted<T> value)
        where T : class => JsonSerializer.Deserialize<T>(_protector.Unprotect(value.Text), JsonSerializerOptions.Web)!;
}

/// <summary>Column kinds that modules use for their apps.</summary>
public static class CredentialProperties
{
    /// <summary>Stores the encrypted value in the column <c>credentials</c>, shared by all kinds of app.</summary>
    public static PropertyBuilder<Encrypted<T>?> IsCredentials<T>(this PropertyBuilder<Encrypted<T>?> property)
        where T : class =>
        property.HasColumnName("credentials").HasConversion(value => value!.Text, text => new Encrypted<T>(text));

    /// <summary>Stores the typed record as JSON in the column <c>settings</c>, shared by all kinds of app.</summary>
    public static PropertyBuilder<T> IsSettings<T>(this PropertyBuilder<T> property)
        where T : class =>
        property.HasColumnName("settings").HasConversion(
            value => JsonSerializer.Serialize(value, JsonSerializerOptions.Web),
            text => JsonSerializer.Deserialize<T>(text, JsonSerializerOptions.Web)!);
}
