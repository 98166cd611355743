using Eci.Core;
using Npgsql;

namespace Eci.Benchmarks;

/// <summary>Fills a database: 100,000 packages of the demo tenant with orders, contacts, events and mails, and a fifth as many of another tenant.</summary>
internal static class ManyPackages
{
    private const int Packages = 100_000;
    private const string Other = "pk_other";

    public static async Task FillAsync(NpgsqlDataSource server)
    {
        await ExecuteAsync(server, $"INSERT INTO core_tenant (id, name, created_at, updated_at) VALUES ('{Other}', 'other', now(), now())");
        await FillAsync(server, DemoTenant.Id, "d", Packages);
        await FillAsync(server, Other, "x", Packages / 5);
        await ExecuteAsync(server, "VACUUM ANALYZE");
    }

    /// <summary>Two packages in an order, four events and two mails of each package; the hundredth part needs attention.</summary>
    private static async Task FillAsync(NpgsqlDataSource server, string tenant, string mark, int packages)
    {
        var orders = packages / 2;
        await ExecuteAsync(server, $"""
            INSERT INTO commerce_contact (id, tenant_id, email, first_name, last_name, tracking_emails_consent, marketing_emails_consent, created_at, updated_at)
            SELECT 'c_{mark}' || i, '{tenant}', 'ada' || i || '@example.com', 'Ada', 'Lovelace', true, false, {Ago("i", "minutes")}, {Ago("i", "minutes")}
            FROM generate_series(1, {orders}) i
            """);
        await ExecuteAsync(server, $"""
            INSERT INTO commerce_order (id, tenant_id, order_number, date, language, main_contact_id, tracking_token, tracking_notifications_enabled, version, created_at, updated_at)
            SELECT 'o_{mark}' || i, '{tenant}', 'N{mark}' || i, {Ago("i", "minutes")}, 'de', 'c_{mark}' || i, 'tt_{mark}' || i, true, 0, {Ago("i", "minutes")}, {Ago("i", "minutes")}
            FROM generate_series(1, {orders}) i
            """);
        await ExecuteAsync(server, $"""
            INSERT INTO commerce_package
              (id, tenant_id, carrier, tracking_id, order_id, state, state_time, tracking_enabled, is_return, attention_reason, attention_since, version, created_at, updated_at)
            SELECT 'pa_{mark}' || i, '{tenant}', (ARRAY['DPD', 'DHL', 'UPS'])[1 + i % 3], 'T{mark}' || i, 'o_{mark}' || (1 + i % {orders}),
                   CASE WHEN i % 10 = 0 THEN 'IN_TRANSIT' ELSE 'DELIVERED' END, {Ago("i", "seconds")}, true, false,
                   CASE WHEN i % 100 = 0 THEN 'NO_MOVEMENT' END, CASE WHEN i % 100 = 0 THEN now() END, 0, {Ago("i", "minutes")}, {Ago("i", "seconds")}
            FROM generate_series(1, {packages}) i
            """);
        await ExecuteAsync(server, $"""
            INSERT INTO commerce_package_event (id, tenant_id, package_id, time, time_offset_minutes, state, raw_code, app_id, location, moved_from, recorded_at)
            SELECT 'evt_{mark}' || i || '_' || n, '{tenant}', 'pa_{mark}' || i, {Ago("i", "minutes")} + n * interval '1 hour', 60,
                   (ARRAY['INFORMATION_RECEIVED', 'IN_TRANSIT', 'OUT_FOR_DELIVERY', 'DELIVERED'])[n], 'code' || n, '{DemoTenant.DpdAppId}', 'Köln', 'INIT',
                   {Ago("i", "minutes")} + n * interval '1 hour'
            FROM generate_series(1, {packages}) i, generate_series(1, 4) n
            """);
        await ExecuteAsync(server, $"""
            INSERT INTO commerce_transactional_email (id, tenant_id, package_id, package_event_id, state, status, reason, email, language, subject, time)
            SELECT 'em_{mark}' || i || '_' || n, '{tenant}', 'pa_{mark}' || i, 'evt_{mark}' || i || '_' || n, CASE WHEN n = 3 THEN 'OUT_FOR_DELIVERY' ELSE 'DELIVERED' END,
                   CASE WHEN i % 5 = 0 THEN 'NOT_SENT' ELSE 'SENT' END, CASE WHEN i % 5 = 0 THEN 'NO_CONSENT' END, 'ada@example.com', 'de', 'Paket',
                   {Ago("i", "minutes")} + n * interval '1 hour'
            FROM generate_series(1, {packages}) i, generate_series(3, 4) n
            """);
    }

    private static string Ago(string number, string unit) => $"(date_trunc('second', now()) - {number} * interval '1 {unit}')";

    private static async Task ExecuteAsync(NpgsqlDataSource server, string sql)
    {
        await using var command = server.CreateCommand(sql);
        command.CommandTimeout = 300;
        await command.ExecuteNonQueryAsync();
    }
}
