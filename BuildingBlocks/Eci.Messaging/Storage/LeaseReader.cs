using System.Data.Common;
using Eci.Messaging.Delivery;

namespace Eci.Messaging.Storage;

/// <summary>Reads claimed rows: the column order is the same on both databases.</summary>
internal static class LeaseReader
{
    public static async Task<IReadOnlyList<Lease>> ReadAsync(DbCommand command, Guid token, CancellationToken cancellationToken)
    {
        var leases = new List<Lease>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            leases.Add(Read(reader, token));
        leases.Sort(static (a, b) => a.DeliveryId.CompareTo(b.DeliveryId));
        return leases;
    }

    private static Lease Read(DbDataReader reader, Guid token) => new(
        reader.GetInt64(0),
        token,
        reader.GetFieldValue<Guid>(1),
        reader.GetString(2),
        reader.GetInt32(3),
        reader.IsDBNull(4) ? null : reader.GetInt64(4),
        reader.GetString(5),
        reader.GetString(6),
        reader.GetString(7),
        reader.IsDBNull(8) ? null : reader.GetString(8),
        reader.IsDBNull(9) ? null : reader.GetString(9),
        reader.GetFieldType(10) == typeof(long)
            ? new DateTimeOffset(reader.GetInt64(10), TimeSpan.Zero)
            : reader.GetFieldValue<DateTimeOffset>(10),
        reader.IsDBNull(11) ? null : reader.GetString(11));
}
