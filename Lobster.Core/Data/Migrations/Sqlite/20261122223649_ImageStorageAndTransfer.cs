using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lobster.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ImageStorageAndTransfer : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "CountedBytes",
                table: "TransferDays",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "TransferCounts",
                table: "Regions",
                type: "TEXT",
                maxLength: 32,
                nullable: false,
                defaultValue: "Out");

            migrationBuilder.CreateTable(
                name: "TransferLines",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AccountId = table.Column<long>(type: "INTEGER", nullable: false),
                    RegionId = table.Column<long>(type: "INTEGER", nullable: false),
                    Month = table.Column<int>(type: "INTEGER", nullable: false),
                    FirstGb = table.Column<long>(type: "INTEGER", nullable: false),
                    Gb = table.Column<long>(type: "INTEGER", nullable: false),
                    UsedBytes = table.Column<long>(type: "INTEGER", nullable: false),
                    AllowanceBytes = table.Column<long>(type: "INTEGER", nullable: false),
                    GraceGb = table.Column<long>(type: "INTEGER", nullable: false),
                    PriceVersionId = table.Column<long>(type: "INTEGER", nullable: true),
                    EntryId = table.Column<long>(type: "INTEGER", nullable: true),
                    PostedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    AmountNanos = table.Column<long>(type: "INTEGER", nullable: false),
                    RateNanos = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TransferLines", x => x.Id);
                    table.CheckConstraint("CK_TransferLines_Amount", "\"RateNanos\" >= 0 AND \"AmountNanos\" = \"RateNanos\" * \"Gb\"");
                    table.CheckConstraint("CK_TransferLines_AmountNanos_Integer", "typeof(\"AmountNanos\") = 'integer'");
                    table.CheckConstraint("CK_TransferLines_AmountNanos_Range", "\"AmountNanos\" BETWEEN -1000000000000000000 AND 1000000000000000000");
                    table.CheckConstraint("CK_TransferLines_Entry", "(\"EntryId\" IS NOT NULL) = (\"AmountNanos\" > 0)");
                    table.CheckConstraint("CK_TransferLines_Gb", "\"FirstGb\" > 0 AND \"Gb\" > 0 AND \"GraceGb\" >= 0");
                    table.CheckConstraint("CK_TransferLines_RateNanos_Integer", "typeof(\"RateNanos\") = 'integer'");
                    table.CheckConstraint("CK_TransferLines_RateNanos_Range", "\"RateNanos\" BETWEEN -1000000000000000000 AND 1000000000000000000");
                    table.ForeignKey(
                        name: "FK_TransferLines_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_TransferLines_LedgerEntries_EntryId",
                        column: x => x.EntryId,
                        principalTable: "LedgerEntries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_TransferLines_PriceVersions_PriceVersionId",
                        column: x => x.PriceVersionId,
                        principalTable: "PriceVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_TransferLines_Regions_RegionId",
                        column: x => x.RegionId,
                        principalTable: "Regions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_TransferLines_TransferPools_AccountId_RegionId_Month",
                        columns: x => new { x.AccountId, x.RegionId, x.Month },
                        principalTable: "TransferPools",
                        principalColumns: new[] { "AccountId", "RegionId", "Month" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_TransferLines_AccountId_RegionId_Month_FirstGb",
                table: "TransferLines",
                columns: new[] { "AccountId", "RegionId", "Month", "FirstGb" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TransferLines_EntryId",
                table: "TransferLines",
                column: "EntryId");

            migrationBuilder.CreateIndex(
                name: "IX_TransferLines_PriceVersionId",
                table: "TransferLines",
                column: "PriceVersionId");

            migrationBuilder.CreateIndex(
                name: "IX_TransferLines_RegionId",
                table: "TransferLines",
                column: "RegionId");

            foreach (var sql in Lobster.Core.Data.Guards.SqliteGuards.Usage) migrationBuilder.Sql(sql);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "TransferLines");

            migrationBuilder.DropColumn(
                name: "CountedBytes",
                table: "TransferDays");

            migrationBuilder.DropColumn(
                name: "TransferCounts",
                table: "Regions");
        }
    }
}
