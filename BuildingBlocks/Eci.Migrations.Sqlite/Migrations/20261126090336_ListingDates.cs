using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Eci.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ListingDates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_uncounted",
                table: "commerce_product_variant",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "available_from",
                table: "commerce_product_listing",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_hidden",
                table: "commerce_product_listing",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "published_from",
                table: "commerce_product_listing",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "is_uncounted",
                table: "commerce_product_variant");

            migrationBuilder.DropColumn(
                name: "available_from",
                table: "commerce_product_listing");

            migrationBuilder.DropColumn(
                name: "is_hidden",
                table: "commerce_product_listing");

            migrationBuilder.DropColumn(
                name: "published_from",
                table: "commerce_product_listing");
        }
    }
}
