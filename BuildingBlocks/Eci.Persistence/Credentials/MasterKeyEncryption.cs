using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Persistence;

/// <summary>The operator's key (<c>Eci:MasterKey</c>, 32 bytes as base64) that wraps the key ring stored in the database.</summary>
internal sealed class MasterKey
{
    private const string Setting = "Eci:MasterKey";
    private const int KeyLength = 32;

    private MasterKey(byte[] bytes) => Bytes = bytes;

    public byte[] Bytes { get; }

    public static MasterKey? From(IConfiguration configuration)
    {
        var text = configuration[Setting];
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var bytes = new byte[KeyLength];
        return Convert.TryFromBase64String(text, bytes, out var length) && length == KeyLength
            ? new MasterKey(bytes)
            : throw new InvalidConfigurationException($"{Setting} must be {KeyLength} bytes written as base64.");
    }
}

/// <summary>AES-256-GCM over a key's XML: base64 of nonce, tag and ciphertext.</summary>
internal sealed class MasterKeyEncryptor(MasterKey key) : IXmlEncryptor
{
    internal const string ElementName = "eciKey";
    internal const int NonceLength = 12;
    internal const int TagLength = 16;

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var box = new byte[NonceLength + TagLength + plain.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceLength));
        using var aes = new AesGcm(key.Bytes, TagLength);
        aes.Encrypt(box.AsSpan(0, NonceLength), plain, box.AsSpan(NonceLength + TagLength), box.AsSpan(NonceLength, TagLength));
        return new EncryptedXmlInfo(new XElement(ElementName, Convert.ToBase64String(box)), typeof(MasterKeyDecryptor));
    }
}

/// <summary>Created by Data Protection through its service-provider constructor.</summary>
internal sealed class MasterKeyDecryptor(IServiceProvider services) : IXmlDecryptor
{
    /// <exception cref="CryptographicException">The master key is missing or another one.</exception>
    public XElement Decrypt(XElement encryptedElement)
    {
        var key = services.GetService<MasterKey>()
            ?? throw new CryptographicException("The stored key ring is wrapped by a master key: set Eci:MasterKey to the key it was written with.");
        var box = Convert.FromBase64String(encryptedElement.Value);
        var plain = new byte[box.Length - MasterKeyEncryptor.NonceLength - MasterKeyEncryptor.TagLength];
        using var aes = new AesGcm(key.Bytes, MasterKeyEncryptor.TagLength);
        try
        {
            aes.Decrypt(
                box.AsSpan(0, MasterKeyEncryptor.NonceLength),
                box.AsSpan(MasterKeyEncryptor.NonceLength + MasterKeyEncryptor.TagLength),
                box.AsSpan(MasterKeyEncryptor.NonceLength, MasterKeyEncryptor.TagLength),
                plain);
        }
        catch (AuthenticationTagMismatchException exception)
        {
            throw new CryptographicException("Eci:MasterKey is not the key that the stored key ring was written with.", exception);
        }

        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}
