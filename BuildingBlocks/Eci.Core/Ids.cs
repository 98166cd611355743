using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Eci.Core;

/// <summary>Makes prefixed ids such as <c>pa_1BoatSLRHtKNngkdXEeobR</c>: a prefix that names the entity and 22 base58 characters.</summary>
public static class Ids
{
    private const string Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private const int Length = 22;

    /// <summary>A new id whose text order follows its creation time (milliseconds), so that indexes grow at one end.</summary>
    public static string New(string prefix) => Compose(prefix, Guid.CreateVersion7());

    /// <summary>A new id of 128 random bits, for ids that also work as a secret (webhook addresses, API keys).</summary>
    public static string NewSecret(string prefix)
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        return Compose(prefix, new Guid(bytes));
    }

    /// <summary>The id that always belongs to the same parts: for things that must not be made twice.</summary>
    public static string Of(string prefix, params ReadOnlySpan<string> parts) => Compose(prefix, NameBased(parts));

    /// <summary>A UUID (version 8) computed from the parts by SHA-256; the parts are separated, so ("ab","c") differs from ("a","bc").</summary>
    public static Guid NameBased(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (var part in parts)
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        Span<byte> digest = stackalloc byte[32];
        hash.GetHashAndReset(digest);
        digest[6] = (byte)((digest[6] & 0x0F) | 0x80);
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80);
        return new Guid(digest[..16], bigEndian: true);
    }

    private static string Compose(string prefix, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        var number = new UInt128(
            BinaryPrimitives.ReadUInt64BigEndian(bytes),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
        return string.Create(prefix.Length + 1 + Length, (prefix, number), static (span, state) =>
        {
            state.prefix.CopyTo(span);
            span[state.prefix.Length] = '_';
            var rest = state.number;
            for (var i = span.Length - 1; i > state.prefix.Length; i--)
            {
                (rest, var digit) = UInt128.DivRem(rest, 58);
                span[i] = Alphabet[(int)digit];
            }
        });
    }
}

/// <summary>The prefixes of <see cref="Ids"/>, one per entity.</summary>
public static class IdPrefix
{
    public const string Address = "address";
    public const string ApiKey = "ak";
    public const string App = "app";
    public const string Audit = "aud";
    public const string Category = "cat";
    public const string Company = "com";
    public const string Contact = "c";
    public const string DeadLetter = "dl";
    public const string Email = "em";
    public const string EmailTemplate = "tpl";
    public const string Event = "evt";
    public const string Feed = "feed";
    public const string InstallLink = "inst";
    public const string Integration = "int";
    public const string Invoice = "i";
    public const string Order = "o";
    public const string OrderLineItem = "li";
    public const string OrderStep = "ostp";
    public const string Package = "pa";
    public const string PackageLineItem = "pli";
    public const string Payment = "pay";
    public const string PaymentMethod = "paym";
    public const string Product = "pro";
    public const string ProductAttribute = "attr_v";
    public const string ProductMedia = "media";
    public const string ProductVariant = "pro_v";
    public const string PublicKey = "pk";
    public const string Run = "run";
    public const string SalesChannel = "sc";
    public const string SalesChannelPrice = "sc_pe";
    public const string SecretKey = "sk";
    public const string StockEntry = "stock_e";
    public const string Subscription = "sub";
    public const string SyncLink = "lnk";
    public const string SyncRecord = "syn";
    public const string Tax = "tx";
    public const string Trace = "tr";
    public const string TrackingToken = "tt";
    public const string Warehouse = "wrh";
    public const string Webhook = "wh";
    public const string WebhookEndpoint = "whe";
    public const string WebhookSecret = "wh_sec";
}
