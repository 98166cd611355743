using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Eci.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Polling : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_history",
                table: "tracking_parked_update",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "is_return",
                table: "tracking_parked_update",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "reported_at",
                table: "tracking_package_life",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "settings",
                table: "core_integration",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "details_observed_at",
                table: "commerce_package",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_return",
                table: "commerce_package",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "carriers_budget",
                columns: table => new
                {
                    app_id = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    used = table.Column<int>(type: "INTEGER", nullable: false),
                    next_request_at = table.Column<long>(type: "INTEGER", nullable: false),
                    blocked_until = table.Column<long>(type: "INTEGER", nullable: true),
                    block_reason = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_carriers_budget", x => x.app_id);
                });

            migrationBuilder.CreateTable(
                name: "carriers_poll",
                columns: table => new
                {
                    package_id = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    carrier = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    next_poll_at = table.Column<long>(type: "INTEGER", nullable: false),
                    last_polled_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_news_at = table.Column<long>(type: "INTEGER", nullable: true),
                    misses = table.Column<int>(type: "INTEGER", nullable: false),
                    failures = table.Column<int>(type: "INTEGER", nullable: false),
                    gave_up_reason = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    lease_until = table.Column<long>(type: "INTEGER", nullable: true),
                    lease_token = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_carriers_poll", x => x.package_id);
                });

            migrationBuilder.CreateTable(
                name: "scheduling_job",
                columns: table => new
                {
                    app_id = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    job = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    cron_schedule = table.Column<string>(type: "TEXT", nullable: true),
                    cron_time_zone = table.Column<string>(type: "TEXT", nullable: true),
                    plan = table.Column<string>(type: "TEXT", nullable: true),
                    next_run_at = table.Column<long>(type: "INTEGER", nullable: true),
                    requested_at = table.Column<long>(type: "INTEGER", nullable: true),
                    leased_until = table.Column<long>(type: "INTEGER", nullable: true),
                    run_id = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    interruptions = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scheduling_job", x => x.app_id);
                });

            migrationBuilder.CreateTable(
                name: "scheduling_run",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    app_id = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    job = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    trigger = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    finished_at = table.Column<long>(type: "INTEGER", nullable: true),
                    status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    counts = table.Column<string>(type: "TEXT", nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    error_type = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    error = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scheduling_run", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_tracking_unmapped_news_tenant_id_source_event_id",
                table: "tracking_unmapped_news",
                columns: new[] { "tenant_id", "source_event_id" });

            migrationBuilder.CreateIndex(
                name: "ix_commerce_package_tenant_id_carrier_created_at",
                table: "commerce_package",
                columns: new[] { "tenant_id", "carrier", "created_at" },
                filter: "state <> 'DELIVERED'");

            migrationBuilder.CreateIndex(
                name: "ix_carriers_poll_lease_token",
                table: "carriers_poll",
                column: "lease_token",
                filter: "lease_token IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_scheduling_run_app_id_started_at",
                table: "scheduling_run",
                columns: new[] { "app_id", "started_at" });

            migrationBuilder.CreateIndex(
                name: "ix_scheduling_run_started_at",
                table: "scheduling_run",
                column: "started_at");

            migrationBuilder.CreateIndex(
                name: "ix_scheduling_run_status",
                table: "scheduling_run",
                column: "status",
                filter: "status = 'RUNNING'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "carriers_budget");

            migrationBuilder.DropTable(
                name: "carriers_poll");

            migrationBuilder.DropTable(
                name: "scheduling_job");

            migrationBuilder.DropTable(
                name: "scheduling_run");

            migrationBuilder.DropIndex(
                name: "ix_tracking_unmapped_news_tenant_id_source_event_id",
                table: "tracking_unmapped_news");

            migrationBuilder.DropIndex(
                name: "ix_commerce_package_tenant_id_carrier_created_at",
                table: "commerce_package");

            migrationBuilder.DropColumn(
                name: "is_history",
                table: "tracking_parked_update");

            migrationBuilder.DropColumn(
                name: "is_return",
                table: "tracking_parked_update");

            migrationBuilder.DropColumn(
                name: "reported_at",
                table: "tracking_package_life");

            migrationBuilder.DropColumn(
                name: "settings",
                table: "core_integration");

            migrationBuilder.DropColumn(
                name: "details_observed_at",
                table: "commerce_package");

            migrationBuilder.DropColumn(
                name: "is_return",
                table: "commerce_package");
        }
    }
}
