using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Eci.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Management : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "last_used_at",
                table: "core_api_key",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "trace_id",
                table: "commerce_transactional_email",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "trace_id",
                table: "commerce_package_event",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "core_audit_entry",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "TEXT", nullable: false),
                    time = table.Column<long>(type: "INTEGER", nullable: false),
                    actor = table.Column<string>(type: "TEXT", nullable: false),
                    action = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    subject = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    subject_id = table.Column<string>(type: "TEXT", nullable: true),
                    details = table.Column<string>(type: "TEXT", nullable: true),
                    trace_id = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_core_audit_entry", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_core_audit_entry_subject_id_time",
                table: "core_audit_entry",
                columns: new[] { "subject_id", "time" });

            migrationBuilder.CreateIndex(
                name: "ix_core_audit_entry_tenant_id_time",
                table: "core_audit_entry",
                columns: new[] { "tenant_id", "time" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "core_audit_entry");

            migrationBuilder.DropColumn(
                name: "last_used_at",
                table: "core_api_key");

            migrationBuilder.DropColumn(
                name: "trace_id",
                table: "commerce_transactional_email");

            migrationBuilder.DropColumn(
                name: "trace_id",
                table: "commerce_package_event");
        }
    }
}
