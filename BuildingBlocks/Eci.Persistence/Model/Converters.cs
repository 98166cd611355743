using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Eci.Persistence.Model;

internal sealed class WireNameValueConverter<T>() : ValueConverter<T, string>(value => WireName.Of(value), text => WireName.Parse<T>(text))
    where T : struct, Enum;

/// <summary>PostgreSQL keeps <c>timestamptz</c>, which takes UTC only.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(time => time.ToUniversalTime(), time => time);

/// <summary>SQLite has no time type: UTC ticks sort and compare as numbers.</summary>
internal sealed class UtcTicksConverter()
    : ValueConverter<DateTimeOffset, long>(time => time.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
