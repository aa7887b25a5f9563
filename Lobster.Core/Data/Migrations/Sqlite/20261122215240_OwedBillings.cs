using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lobster.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class OwedBillings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // An end ahead of the watermark now means that something is owed; so far only cancelled creations, which owe nothing, looked so.
            migrationBuilder.Sql("UPDATE \"VmBillings\" SET \"End\" = \"ChargedUntil\" WHERE \"ChargedUntil\" < \"End\"");
            migrationBuilder.CreateIndex(
                name: "IX_VmBillings_Owed",
                table: "VmBillings",
                column: "ChargedUntil",
                filter: "\"ChargedUntil\" < \"End\"");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_VmBillings_Owed",
                table: "VmBillings");
        }
    }
}
