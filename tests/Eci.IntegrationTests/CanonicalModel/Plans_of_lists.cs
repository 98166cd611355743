using System.Collections.Concurrent;
using System.Data.Common;
using Eci.IntegrationTests.Tracking;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NUnit.Framework;

namespace Eci.IntegrationTests.CanonicalModel;

/// <summary>How PostgreSQL finds the rows of a page among many.</summary>
[TestFixture(Category = "Postgres")]
internal sealed class Plans_of_lists() : AnsweringHostFixture(DatabaseKind.Postgres)
{
    private const int Rows = 20_000;

    private readonly Recorder _recorder = new();
    private Shop _shop = null!;

    [OneTimeSetUp]
    public async Task FillAsync()
    {
        _shop = await AddShopAsync();
        var tenant = _shop.TenantId;
        await ExecuteAsync($"""
            INSERT INTO commerce_contact (id, tenant_id, email, tracking_emails_consent, marketing_emails_consent, created_at, updated_at)
            SELECT 'c_' || i, '{tenant}', 'ada' || i || '@example.com', true, false, now() - i * interval '1 minute', now() FROM generate_series(1, {Rows}) i
            """);
        await ExecuteAsync($"""
            INSERT INTO commerce_order (id, tenant_id, order_number, date, main_contact_id, tracking_token, tracking_notifications_enabled, version, created_at, updated_at)
            SELECT 'o_' || i, '{tenant}', 'N' || i, now() - i * interval '1 minute', 'c_' || i, 'tt_' || i, true, 0, now() - i * interval '1 minute', now() - i * interval '1 second'
            FROM generate_series(1, {Rows}) i
            """);
        await ExecuteAsync($"""
            INSERT INTO commerce_package (id, tenant_id, carrier, tracking_id, order_id, state, tracking_enabled, is_return, version, created_at, updated_at)
            SELECT 'pa_' || i, '{tenant}', 'DPD', 'T' || i, 'o_' || i, 'IN_TRANSIT', true, false, 0, now() - i * interval '1 minute', now() - i * interval '1 second'
            FROM generate_series(1, {Rows}) i
            """);
        await ExecuteAsync($"""
            INSERT INTO commerce_package_event (id, tenant_id, package_id, time, time_offset_minutes, state, raw_code, recorded_at)
            SELECT 'evt_' || i, '{tenant}', 'pa_' || i, now() - i * interval '1 minute', 0, 'IN_TRANSIT', 'x', now() - i * interval '1 minute' FROM generate_series(1, {Rows}) i
            """);
        await ExecuteAsync($"""
            INSERT INTO commerce_transactional_email (id, tenant_id, package_id, package_event_id, state, status, time)
            SELECT 'em_' || i, '{tenant}', 'pa_' || i, 'evt_' || i, 'IN_TRANSIT', 'SENT', now() - i * interval '1 minute' FROM generate_series(1, {Rows}) i
            """);
        await ExecuteAsync($"""
            INSERT INTO commerce_payment (id, tenant_id, reference_number, order_id, status, amount, refunded_amount, currency, transaction_fee, version, created_at, updated_at)
            SELECT 'pay_' || i, '{tenant}', 'ref' || i, 'o_' || i, 'PAID', 10, 0, 'EUR', 0, 0, now(), now() FROM generate_series(1, {Rows}) i
            """);
        await ExecuteAsync("ANALYZE");
    }

    [TestCase("packages", "CREATED_AT", "ix_commerce_package_tenant_id_created_at_id")]
    [TestCase("packages", "UPDATED_AT", "ix_commerce_package_tenant_id_updated_at_id")]
    [TestCase("orders", "DATE", "ix_commerce_order_tenant_id_date_id")]
    [TestCase("orders", "CREATED_AT", "ix_commerce_order_tenant_id_created_at_id")]
    [TestCase("orders", "UPDATED_AT", "ix_commerce_order_tenant_id_updated_at_id")]
    [TestCase("contacts", "CREATED_AT", "ix_commerce_contact_tenant_id_created_at_id")]
    [TestCase("packageEvents", "RECORDED_AT", "ix_commerce_package_event_tenant_id_recorded_at_id")]
    [TestCase("transactionalEmails", "TIME", "ix_commerce_transactional_email_tenant_id_time_id")]
    public async Task Lead_by_an_index_to_the_page_without_sorting(string list, string order, string index)
    {
        var query = $"query ($c: String) {{ {list}(first: 20, after: $c, orderBy: {order}_DESC) {{ nodes {{ id }} pageInfo {{ endCursor }} }} }}";
        var first = (await DataAsync(query, _shop.Key)).GetProperty(list);
        Assert.That(await PlanAsync(), Does.Contain(index).And.Not.Contain("Sort").And.Not.Contain("Seq Scan"));

        await DataAsync(query, _shop.Key, new { c = first.GetProperty("pageInfo").GetProperty("endCursor").GetString() });
        var plan = await PlanAsync();
        Assert.That(plan, Does.Contain(index).And.Not.Contain("Seq Scan"));
        Assert.That(plan.Split('\n').Single(line => line.Contains("Index Cond", StringComparison.Ordinal)), Does.Contain("<="), "It begins at the cursor.");
    }

    [TestCase("order(orderNumber: \"N77\") { id }", "ix_commerce_order_tenant_id_order_number")]
    [TestCase("contact(email: \"ada77@example.com\") { id }", "ix_commerce_contact_tenant_id_email")]
    [TestCase("packageByTrackingId(trackingId: \"T77\") { id }", "ix_commerce_package_tenant_id_tracking_id_carrier")]
    [TestCase("contact(id: \"c_77\") { orders { id } }", "ix_commerce_order_main_contact_id")]
    [TestCase("order(id: \"o_77\") { packages { id } }", "ix_commerce_package_order_id")]
    [TestCase("package(id: \"pa_77\") { events { id } }", "ix_commerce_package_event_package_id")]
    [TestCase("package(id: \"pa_77\") { events { sentEmail { id } } }", "ix_commerce_transactional_email_package_event_id")]
    [TestCase("transactionalEmails(filter: {packageId: \"pa_77\"}) { nodes { id } }", "ix_commerce_transactional_email_package_event_id")]
    public async Task Lead_by_an_index_to_what_is_looked_up(string field, string index)
    {
        await DataAsync($"{{ {field} }}", _shop.Key);
        Assert.That(await PlanAsync(), Does.Contain(index).And.Not.Contain("Seq Scan"));
    }

    [Test]
    public async Task Lead_by_indexes_to_the_story_of_an_order()
    {
        _recorder.Clear();
        await DataAsync("{ order(orderNumber: \"N77\") { timeline { kind } } }", _shop.Key);
        var plans = new List<string>();
        foreach (var statement in _recorder.All)
            plans.Add(await PlanAsync(statement));
        Assert.That(plans, Has.Count.AtLeast(4).And.All.Not.Contains("Seq Scan"));
    }

    protected override void Configure(EciTestHostOptions options)
    {
        base.Configure(options);
        options.Services += services => services.AddSingleton<IInterceptor>(_recorder);
    }

    /// <summary>The plan of the statement that was executed last.</summary>
    private Task<string> PlanAsync() => PlanAsync(_recorder.All[^1]);

    private async Task<string> PlanAsync((string Text, List<NpgsqlParameter> Parameters) statement)
    {
        var (text, parameters) = statement;
        await using var source = NpgsqlDataSource.Create(Database.ConnectionString);
        await using var command = source.CreateCommand($"EXPLAIN {text}");
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter.Clone());
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(0));
        return string.Join('\n', lines);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Database.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Keeps the statements that read the canonical model.</summary>
    private sealed class Recorder : DbCommandInterceptor
    {
        private readonly ConcurrentQueue<(string Text, List<NpgsqlParameter> Parameters)> _statements = new();

        public List<(string Text, List<NpgsqlParameter> Parameters)> All => [.. _statements];

        public void Clear() => _statements.Clear();

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.Contains("commerce_", StringComparison.Ordinal) && command.CommandText.StartsWith("SELECT", StringComparison.Ordinal))
                _statements.Enqueue((command.CommandText, [.. command.Parameters.Cast<NpgsqlParameter>().Select(p => p.Clone())]));
            return ValueTask.FromResult(result);
        }
    }
}
