using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Eci.Migrations.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Management : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "forget_when_handled",
                table: "messaging_message",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "expires_at",
                table: "core_webhook",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "last_used_at",
                table: "core_api_key",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "trace_id",
                table: "commerce_transactional_email",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "trace_id",
                table: "commerce_package_event",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "erased_at",
                table: "commerce_package",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "erased_at",
                table: "commerce_contact",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "parent_trace_id",
                table: "messaging_message",
                type: "character varying(120)",
                maxLength: 120,
                nullable: true,
                computedColumnSql: "substr(trace_parent, 4, 32)",
                stored: true);

            migrationBuilder.CreateTable(
                name: "core_audit_entry",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "text", nullable: false),
                    time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false),
                    action = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    subject = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    subject_id = table.Column<string>(type: "text", nullable: true),
                    details = table.Column<string>(type: "text", nullable: true),
                    trace_id = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_core_audit_entry", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "outgoing_webhooks_delivered_order",
                columns: table => new
                {
                    order_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "text", nullable: false),
                    told_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outgoing_webhooks_delivered_order", x => x.order_id);
                });

            migrationBuilder.CreateTable(
                name: "outgoing_webhooks_delivery",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "text", nullable: false),
                    endpoint_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    event_type = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    package_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    payload = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    attempts_in_round = table.Column<int>(type: "integer", nullable: false),
                    next_attempt_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    delivered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    status_code = table.Column<int>(type: "integer", nullable: true),
                    note = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outgoing_webhooks_delivery", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "outgoing_webhooks_endpoint",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "character varying(60)", nullable: false),
                    url = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    description = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    event_types = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    disabled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    disabled_reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outgoing_webhooks_endpoint", x => x.id);
                    table.ForeignKey(
                        name: "fk_outgoing_webhooks_endpoint_core_tenant_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "core_tenant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "outgoing_webhooks_attempt",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "text", nullable: false),
                    delivery_id = table.Column<string>(type: "character varying(60)", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    milliseconds = table.Column<int>(type: "integer", nullable: false),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    status_code = table.Column<int>(type: "integer", nullable: true),
                    response_body = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outgoing_webhooks_attempt", x => x.id);
                    table.ForeignKey(
                        name: "fk_outgoing_webhooks_attempt_outgoing_webhooks_delivery_delive~",
                        column: x => x.delivery_id,
                        principalTable: "outgoing_webhooks_delivery",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "outgoing_webhooks_health",
                columns: table => new
                {
                    endpoint_id = table.Column<string>(type: "character varying(60)", nullable: false),
                    tenant_id = table.Column<string>(type: "text", nullable: false),
                    failing_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    paused_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outgoing_webhooks_health", x => x.endpoint_id);
                    table.ForeignKey(
                        name: "fk_outgoing_webhooks_health_outgoing_webhooks_endpoint_endpoin~",
                        column: x => x.endpoint_id,
                        principalTable: "outgoing_webhooks_endpoint",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "outgoing_webhooks_secret",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "text", nullable: false),
                    endpoint_id = table.Column<string>(type: "character varying(60)", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outgoing_webhooks_secret", x => x.id);
                    table.ForeignKey(
                        name: "fk_outgoing_webhooks_secret_outgoing_webhooks_endpoint_endpoin~",
                        column: x => x.endpoint_id,
                        principalTable: "outgoing_webhooks_endpoint",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_tracking_unmapped_news_received_at",
                table: "tracking_unmapped_news",
                column: "received_at");

            migrationBuilder.CreateIndex(
                name: "ix_scheduling_run_tenant_id_started_at",
                table: "scheduling_run",
                columns: new[] { "tenant_id", "started_at" });

            migrationBuilder.CreateIndex(
                name: "ix_messaging_message_forget",
                table: "messaging_message",
                column: "created_at",
                filter: "forget_when_handled");

            migrationBuilder.CreateIndex(
                name: "ix_messaging_message_key",
                table: "messaging_message",
                column: "key",
                filter: "key IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_messaging_message_parent_trace_id",
                table: "messaging_message",
                column: "parent_trace_id",
                filter: "parent_trace_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_messaging_message_tenant_id_created_at",
                table: "messaging_message",
                columns: new[] { "tenant_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_messaging_message_trace_id",
                table: "messaging_message",
                column: "trace_id",
                filter: "trace_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_messaging_dead_letter_tenant_id_failed_at",
                table: "messaging_dead_letter",
                columns: new[] { "tenant_id", "failed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_core_tenant_name",
                table: "core_tenant",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_commerce_transactional_email_tenant_id_time_id",
                table: "commerce_transactional_email",
                columns: new[] { "tenant_id", "time", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_commerce_transactional_email_time",
                table: "commerce_transactional_email",
                column: "time",
                filter: "email IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_commerce_package_event_recorded_at",
                table: "commerce_package_event",
                column: "recorded_at",
                filter: "moved_from IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_commerce_package_event_tenant_id_recorded_at_id",
                table: "commerce_package_event",
                columns: new[] { "tenant_id", "recorded_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_commerce_package_tenant_id_created_at_id",
                table: "commerce_package",
                columns: new[] { "tenant_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_commerce_package_tenant_id_updated_at_id",
                table: "commerce_package",
                columns: new[] { "tenant_id", "updated_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_commerce_order_tenant_id_created_at_id",
                table: "commerce_order",
                columns: new[] { "tenant_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_commerce_order_tenant_id_date_id",
                table: "commerce_order",
                columns: new[] { "tenant_id", "date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_commerce_order_tenant_id_updated_at_id",
                table: "commerce_order",
                columns: new[] { "tenant_id", "updated_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_commerce_contact_erased_at",
                table: "commerce_contact",
                column: "erased_at",
                filter: "erased_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_commerce_contact_tenant_id_created_at_id",
                table: "commerce_contact",
                columns: new[] { "tenant_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_core_audit_entry_subject_id_time",
                table: "core_audit_entry",
                columns: new[] { "subject_id", "time" });

            migrationBuilder.CreateIndex(
                name: "ix_core_audit_entry_tenant_id_time",
                table: "core_audit_entry",
                columns: new[] { "tenant_id", "time" });

            migrationBuilder.CreateIndex(
                name: "ix_core_audit_entry_time",
                table: "core_audit_entry",
                column: "time");

            migrationBuilder.CreateIndex(
                name: "ix_outgoing_webhooks_attempt_delivery_id_number",
                table: "outgoing_webhooks_attempt",
                columns: new[] { "delivery_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outgoing_webhooks_delivery_created_at",
                table: "outgoing_webhooks_delivery",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_outgoing_webhooks_delivery_endpoint_id_status_created_at",
                table: "outgoing_webhooks_delivery",
                columns: new[] { "endpoint_id", "status", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_outgoing_webhooks_delivery_package_id",
                table: "outgoing_webhooks_delivery",
                column: "package_id",
                filter: "package_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_outgoing_webhooks_delivery_tenant_id_created_at",
                table: "outgoing_webhooks_delivery",
                columns: new[] { "tenant_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_outgoing_webhooks_endpoint_tenant_id",
                table: "outgoing_webhooks_endpoint",
                column: "tenant_id");

            migrationBuilder.CreateIndex(
                name: "ix_outgoing_webhooks_secret_endpoint_id",
                table: "outgoing_webhooks_secret",
                column: "endpoint_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "core_audit_entry");

            migrationBuilder.DropTable(
                name: "outgoing_webhooks_attempt");

            migrationBuilder.DropTable(
                name: "outgoing_webhooks_delivered_order");

            migrationBuilder.DropTable(
                name: "outgoing_webhooks_health");

            migrationBuilder.DropTable(
                name: "outgoing_webhooks_secret");

            migrationBuilder.DropTable(
                name: "outgoing_webhooks_delivery");

            migrationBuilder.DropTable(
                name: "outgoing_webhooks_endpoint");

            migrationBuilder.DropIndex(
                name: "ix_tracking_unmapped_news_received_at",
                table: "tracking_unmapped_news");

            migrationBuilder.DropIndex(
                name: "ix_scheduling_run_tenant_id_started_at",
                table: "scheduling_run");

            migrationBuilder.DropIndex(
                name: "ix_messaging_message_forget",
                table: "messaging_message");

            migrationBuilder.DropIndex(
                name: "ix_messaging_message_key",
                table: "messaging_message");

            migrationBuilder.DropIndex(
                name: "ix_messaging_message_parent_trace_id",
                table: "messaging_message");

            migrationBuilder.DropIndex(
                name: "ix_messaging_message_tenant_id_created_at",
                table: "messaging_message");

            migrationBuilder.DropIndex(
                name: "ix_messaging_message_trace_id",
                table: "messaging_message");

            migrationBuilder.DropIndex(
                name: "ix_messaging_dead_letter_tenant_id_failed_at",
                table: "messaging_dead_letter");

            migrationBuilder.DropIndex(
                name: "ix_core_tenant_name",
                table: "core_tenant");

            migrationBuilder.DropIndex(
                name: "ix_commerce_transactional_email_tenant_id_time_id",
                table: "commerce_transactional_email");

            migrationBuilder.DropIndex(
                name: "ix_commerce_transactional_email_time",
                table: "commerce_transactional_email");

            migrationBuilder.DropIndex(
                name: "ix_commerce_package_event_recorded_at",
                table: "commerce_package_event");

            migrationBuilder.DropIndex(
                name: "ix_commerce_package_event_tenant_id_recorded_at_id",
                table: "commerce_package_event");

            migrationBuilder.DropIndex(
                name: "ix_commerce_package_tenant_id_created_at_id",
                table: "commerce_package");

            migrationBuilder.DropIndex(
                name: "ix_commerce_package_tenant_id_updated_at_id",
                table: "commerce_package");

            migrationBuilder.DropIndex(
                name: "ix_commerce_order_tenant_id_created_at_id",
                table: "commerce_order");

            migrationBuilder.DropIndex(
                name: "ix_commerce_order_tenant_id_date_id",
                table: "commerce_order");

            migrationBuilder.DropIndex(
                name: "ix_commerce_order_tenant_id_updated_at_id",
                table: "commerce_order");

            migrationBuilder.DropIndex(
                name: "ix_commerce_contact_erased_at",
                table: "commerce_contact");

            migrationBuilder.DropIndex(
                name: "ix_commerce_contact_tenant_id_created_at_id",
                table: "commerce_contact");

            migrationBuilder.DropColumn(
                name: "parent_trace_id",
                table: "messaging_message");

            migrationBuilder.DropColumn(
                name: "forget_when_handled",
                table: "messaging_message");

            migrationBuilder.DropColumn(
                name: "expires_at",
                table: "core_webhook");

            migrationBuilder.DropColumn(
                name: "last_used_at",
                table: "core_api_key");

            migrationBuilder.DropColumn(
                name: "trace_id",
                table: "commerce_transactional_email");

            migrationBuilder.DropColumn(
                name: "trace_id",
                table: "commerce_package_event");

            migrationBuilder.DropColumn(
                name: "erased_at",
                table: "commerce_package");

            migrationBuilder.DropColumn(
                name: "erased_at",
                table: "commerce_contact");
        }
    }
}
