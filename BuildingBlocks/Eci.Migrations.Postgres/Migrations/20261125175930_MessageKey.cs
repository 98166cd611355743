using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Eci.Migrations.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class MessageKey : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "key",
                table: "messaging_message",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "key",
                table: "messaging_message");
        }
    }
}
