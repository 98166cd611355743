using Eci.Core;

namespace Eci.Benchmarks;

/// <summary>A query with the statements that read the same rows.</summary>
/// <param name="Name">What it asks for.</param>
/// <param name="Query">The document.</param>
/// <param name="Sql">The bare statements.</param>
/// <param name="Deep">A query whose end is the cursor to start from; null: from the first row.</param>
internal sealed record GraphQLQuestion(string Name, string Query, IReadOnlyList<string> Sql, string? Deep = null);

/// <summary>What callers ask most.</summary>
internal static class GraphQLQuestions
{
    private const string Columns = "id, carrier, tracking_id, state, created_at, updated_at, order_id";
    private const string Newest = $"SELECT {Columns} FROM commerce_package WHERE tenant_id = '{DemoTenant.Id}' ORDER BY created_at DESC, id DESC LIMIT 51";
    private const string PageIds = $"(SELECT id FROM commerce_package WHERE tenant_id = '{DemoTenant.Id}' ORDER BY created_at DESC, id DESC LIMIT 20)";
    private const string Fields = "id carrier trackingId state createdAt updatedAt";

    public static IReadOnlyList<GraphQLQuestion> All { get; } =
    [
        new("Packages, first 50", $"{{ packages(first: 50) {{ nodes {{ {Fields} }} pageInfo {{ hasNextPage endCursor }} }} }}", [Newest]),
        new(
            "Packages, 50 from the middle of the list",
            $"query ($after: String) {{ packages(first: 50, after: $after) {{ nodes {{ {Fields} }} pageInfo {{ hasNextPage endCursor }} }} }}",
            [$"SELECT {Columns} FROM commerce_package WHERE tenant_id = '{DemoTenant.Id}' AND (created_at, id) < (SELECT created_at, id FROM commerce_package WHERE id = 'pa_d50000') ORDER BY created_at DESC, id DESC LIMIT 51"],
            Deep: "{ packages(first: 1, filter: {trackingId: \"Td50000\"}) { pageInfo { endCursor } } }"),
        new(
            "Packages that need attention, first 50",
            $"{{ packages(first: 50, filter: {{needsAttention: true}}) {{ nodes {{ {Fields} attentionReason }} }} }}",
            [$"SELECT {Columns}, attention_reason FROM commerce_package WHERE tenant_id = '{DemoTenant.Id}' AND attention_since IS NOT NULL ORDER BY created_at DESC, id DESC LIMIT 51"]),
        new(
            "Packages of a state and carrier, first 50",
            $"{{ packages(first: 50, filter: {{states: [IN_TRANSIT], carriers: [DPD]}}) {{ nodes {{ {Fields} }} }} }}",
            [$"SELECT {Columns} FROM commerce_package WHERE tenant_id = '{DemoTenant.Id}' AND state = 'IN_TRANSIT' AND carrier = 'DPD' ORDER BY created_at DESC, id DESC LIMIT 51"]),
        new(
            "Packages with events and mails, first 20",
            $"{{ packages(first: 20) {{ nodes {{ {Fields} events {{ id time state sentEmail {{ status reason }} }} }} }} }}",
            [
                Newest.Replace("LIMIT 51", "LIMIT 21", StringComparison.Ordinal),
                $"SELECT id, package_id, time, state FROM commerce_package_event WHERE package_id IN {PageIds}",
                $"SELECT m.package_event_id, m.status, m.reason FROM commerce_transactional_email m JOIN commerce_package_event e ON e.id = m.package_event_id WHERE e.package_id IN {PageIds}",
            ]),
        new(
            "Order by number with packages and events",
            "{ order(orderNumber: \"Nd20000\") { id email packages { id state events { id state } } } }",
            [
                $"SELECT o.id, c.email FROM commerce_order o JOIN commerce_contact c ON c.id = o.main_contact_id WHERE o.tenant_id = '{DemoTenant.Id}' AND o.order_number = 'Nd20000'",
                "SELECT id, state FROM commerce_package WHERE order_id = 'o_d20000'",
                "SELECT e.id, e.state FROM commerce_package_event e JOIN commerce_package p ON p.id = e.package_id WHERE p.order_id = 'o_d20000'",
            ]),
        new(
            "Timeline of an order",
            "{ order(orderNumber: \"Nd20000\") { timeline { time kind title traceId details { name value } } } }",
            [
                $"SELECT id FROM commerce_order WHERE tenant_id = '{DemoTenant.Id}' AND order_number = 'Nd20000'",
                "SELECT e.* FROM commerce_package_event e JOIN commerce_package p ON p.id = e.package_id WHERE p.order_id = 'o_d20000'",
                "SELECT m.* FROM commerce_transactional_email m JOIN commerce_package_event e ON e.id = m.package_event_id JOIN commerce_package p ON p.id = e.package_id WHERE p.order_id = 'o_d20000'",
            ]),
        new(
            "Orders by date with contact, first 50",
            "{ orders(first: 50) { nodes { id orderNumber date contact { email } } } }",
            [$"SELECT o.id, o.order_number, o.date, c.email FROM commerce_order o JOIN commerce_contact c ON c.id = o.main_contact_id WHERE o.tenant_id = '{DemoTenant.Id}' ORDER BY o.date DESC, o.id DESC LIMIT 51"]),
        new(
            "Mails that were not sent, first 50",
            "{ transactionalEmails(first: 50, filter: {status: NOT_SENT}) { nodes { id time reason state } } }",
            [$"SELECT id, time, reason, state FROM commerce_transactional_email WHERE tenant_id = '{DemoTenant.Id}' AND status = 'NOT_SENT' ORDER BY time DESC, id DESC LIMIT 51"]),
        new("Number of all packages", "{ packages(first: 1) { totalCount } }", [$"SELECT count(*) FROM commerce_package WHERE tenant_id = '{DemoTenant.Id}'"]),
    ];
}
