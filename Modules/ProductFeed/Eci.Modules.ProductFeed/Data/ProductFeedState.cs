using System.ComponentModel;
using Eci.Core;

namespace Eci.Modules.ProductFeed.Data;

/// <summary>How the feed of an app stands. One per app, from its first build on.</summary>
internal sealed class ProductFeedState : ITenantOwned
{
    public required string AppId { get; init; }

    public required string TenantId { get; init; }

    /// <summary>Since when the products changed that the last build does not know, UTC; null: they did not.</summary>
    public DateTimeOffset? DirtySince { get; set; }

    /// <summary>Id of the build that somebody works on; null: nobody does.</summary>
    public string? BuildingId { get; set; }

    /// <summary>Until when the build is theirs, UTC.</summary>
    public DateTimeOffset? BuildingUntil { get; set; }

    /// <summary>No build before, UTC: the last one failed.</summary>
    public DateTimeOffset? RetryAt { get; set; }

    /// <summary>Why the last build failed, in one sentence; null: it did not.</summary>
    public string? Error { get; set; }

    /// <summary>The build that callers get.</summary>
    public string? CurrentBuildId { get; set; }

    /// <summary>The build before it, which somebody may still read.</summary>
    public string? PreviousBuildId { get; set; }

    /// <summary>When the current build began to read the products, UTC.</summary>
    public DateTimeOffset? BuiltAt { get; set; }

    /// <summary>Version of the app that the current build is made from.</summary>
    public int AppVersion { get; set; }

    /// <summary>Variants in the current build.</summary>
    public int Rows { get; set; }

    /// <summary>Variants that lack something that platforms need.</summary>
    public int LeftOut { get; set; }
}

/// <summary>A file of a build.</summary>
internal sealed class ProductFeedFile : ITenantOwned
{
    public required string BuildId { get; init; }

    public required FeedVariant Variant { get; init; }

    public required FeedFormat Format { get; init; }

    public required string AppId { get; init; }

    public required string TenantId { get; init; }

    /// <summary>Hexadecimal SHA-256 of the content.</summary>
    public required string Hash { get; init; }

    /// <summary>When this content was built first, UTC; whole seconds.</summary>
    public required DateTimeOffset LastModified { get; init; }

    /// <summary>Bytes of the content.</summary>
    public required long Length { get; init; }

    /// <summary>Bytes of all parts: the content, compressed.</summary>
    public required long CompressedLength { get; init; }
}

/// <summary>A piece of a file: all of them, joined, are one gzip stream.</summary>
internal sealed class ProductFeedPart : ITenantOwned
{
    public required string BuildId { get; init; }

    public required FeedVariant Variant { get; init; }

    public required FeedFormat Format { get; init; }

    /// <summary>From 0.</summary>
    public required int Number { get; init; }

    public required string AppId { get; init; }

    public required string TenantId { get; init; }

    public required byte[] Bytes { get; init; }
}

/// <summary>For whom a feed is.</summary>
[Description("For whom a product feed is.")]
internal enum FeedVariant
{
    GoogleMerchant,
    FacebookCommerce,
}

/// <summary>How a feed is written.</summary>
[Description("How a product feed is written.")]
internal enum FeedFormat
{
    /// <summary>RFC 4180, with a header line.</summary>
    Csv,

    /// <summary>RSS 2.0 with the namespace <c>http://base.google.com/ns/1.0</c>.</summary>
    Xml,
}
