using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lobster.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class StorageAndTransferCorrections : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Columns that bring their keys and the check with them: EF would copy the whole ledger into a new table, and its guards would stay behind.
            migrationBuilder.Sql("""
                ALTER TABLE "LedgerEntries" ADD COLUMN "CorrectsStorageLineId" INTEGER NULL
                CONSTRAINT "FK_LedgerEntries_StorageLines_CorrectsStorageLineId" REFERENCES "StorageLines" ("Id") ON DELETE RESTRICT
                """);
            migrationBuilder.Sql("""
                ALTER TABLE "LedgerEntries" ADD COLUMN "CorrectsTransferLineId" INTEGER NULL
                CONSTRAINT "FK_LedgerEntries_TransferLines_CorrectsTransferLineId" REFERENCES "TransferLines" ("Id") ON DELETE RESTRICT
                CONSTRAINT "CK_LedgerEntries_Corrects" CHECK (
                    CASE WHEN "CorrectsLineId" IS NULL THEN 0 ELSE 1 END + CASE WHEN "CorrectsStorageLineId" IS NULL THEN 0 ELSE 1 END
                    + CASE WHEN "CorrectsTransferLineId" IS NULL THEN 0 ELSE 1 END BETWEEN CASE WHEN "Key" LIKE 'correction/%' THEN 1 ELSE 0 END AND 1)
                """);

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
