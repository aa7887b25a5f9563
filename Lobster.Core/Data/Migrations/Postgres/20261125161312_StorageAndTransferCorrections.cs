using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lobster.Core.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class StorageAndTransferCorrections : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "CorrectsStorageLineId",
                table: "LedgerEntries",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "CorrectsTransferLineId",
                table: "LedgerEntries",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_LedgerEntries_CorrectsStorageLineId",
                table: "LedgerEntries",
                column: "CorrectsStorageLineId",
                filter: "\"CorrectsStorageLineId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_LedgerEntries_CorrectsTransferLineId",
                table: "LedgerEntries",
                column: "CorrectsTransferLineId",
                filter: "\"CorrectsTransferLineId\" IS NOT NULL");

            migrationBuilder.AddCheckConstraint(
                name: "CK_LedgerEntries_Corrects",
                table: "LedgerEntries",
                sql: "CASE WHEN \"CorrectsLineId\" IS NULL THEN 0 ELSE 1 END + CASE WHEN \"CorrectsStorageLineId\" IS NULL THEN 0 ELSE 1 END\n+ CASE WHEN \"CorrectsTransferLineId\" IS NULL THEN 0 ELSE 1 END BETWEEN CASE WHEN \"Key\" LIKE 'correction/%' THEN 1 ELSE 0 END AND 1");

            migrationBuilder.AddForeignKey(
                name: "FK_LedgerEntries_StorageLines_CorrectsStorageLineId",
                table: "LedgerEntries",
                column: "CorrectsStorageLineId",
                principalTable: "StorageLines",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_LedgerEntries_TransferLines_CorrectsTransferLineId",
                table: "LedgerEntries",
                column: "CorrectsTransferLineId",
                principalTable: "TransferLines",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_LedgerEntries_StorageLines_CorrectsStorageLineId",
                table: "LedgerEntries");

            migrationBuilder.DropForeignKey(
                name: "FK_LedgerEntries_TransferLines_CorrectsTransferLineId",
                table: "LedgerEntries");

            migrationBuilder.DropIndex(
                name: "IX_LedgerEntries_CorrectsStorageLineId",
                table: "LedgerEntries");

            migrationBuilder.DropIndex(
                name: "IX_LedgerEntries_CorrectsTransferLineId",
                table: "LedgerEntries");

            migrationBuilder.DropCheckConstraint(
                name: "CK_LedgerEntries_Corrects",
                table: "LedgerEntries");

            migrationBuilder.DropColumn(
                name: "CorrectsStorageLineId",
                table: "LedgerEntries");

            migrationBuilder.DropColumn(
                name: "CorrectsTransferLineId",
                table: "LedgerEntries");
        }
    }
}
