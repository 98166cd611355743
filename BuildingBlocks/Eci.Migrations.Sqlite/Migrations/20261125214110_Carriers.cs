using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Eci.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Carriers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "credentials",
                table: "core_app",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "cron_time_zone",
                table: "core_app",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "attention_reason",
                table: "commerce_package",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "attention_since",
                table: "commerce_package",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "estimated_delivery_date",
                table: "commerce_package",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<TimeOnly>(
                name: "estimated_delivery_from",
                table: "commerce_package",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<TimeOnly>(
                name: "estimated_delivery_until",
                table: "commerce_package",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "received_by",
                table: "commerce_package",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "tracking_token",
                table: "commerce_order",
                type: "TEXT",
                maxLength: 60,
                nullable: false,
                defaultValue: "");

            migrationBuilder.Sql("UPDATE commerce_order SET tracking_token = 'tt_' || lower(hex(randomblob(16)))");

            migrationBuilder.CreateIndex(
                name: "ix_commerce_package_tenant_id_attention_since",
                table: "commerce_package",
                columns: new[] { "tenant_id", "attention_since" });

            migrationBuilder.CreateIndex(
                name: "ix_commerce_order_tracking_token",
                table: "commerce_order",
                column: "tracking_token",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_commerce_package_tenant_id_attention_since",
                table: "commerce_package");

            migrationBuilder.DropIndex(
                name: "ix_commerce_order_tracking_token",
                table: "commerce_order");

            migrationBuilder.DropColumn(
                name: "credentials",
                table: "core_app");

            migrationBuilder.DropColumn(
                name: "cron_time_zone",
                table: "core_app");

            migrationBuilder.DropColumn(
                name: "attention_reason",
                table: "commerce_package");

            migrationBuilder.DropColumn(
                name: "attention_since",
                table: "commerce_package");

            migrationBuilder.DropColumn(
                name: "estimated_delivery_date",
                table: "commerce_package");

            migrationBuilder.DropColumn(
                name: "estimated_delivery_from",
                table: "commerce_package");

            migrationBuilder.DropColumn(
                name: "estimated_delivery_until",
                table: "commerce_package");

            migrationBuilder.DropColumn(
                name: "received_by",
                table: "commerce_package");

            migrationBuilder.DropColumn(
                name: "tracking_token",
                table: "commerce_order");
        }
    }
}
