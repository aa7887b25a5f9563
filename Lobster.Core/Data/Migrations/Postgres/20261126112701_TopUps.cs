using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Lobster.Core.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class TopUps : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "CardsOnFile",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    AccountId = table.Column<long>(type: "bigint", nullable: false),
                    Gateway = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    Reference = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    SetupId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    CustomerId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    MethodId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Brand = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    Last4 = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: true),
                    ExpiryMonth = table.Column<int>(type: "integer", nullable: true),
                    ExpiryYear = table.Column<int>(type: "integer", nullable: true),
                    ConsentVersion = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    ConsentAt = table.Column<long>(type: "bigint", nullable: false),
                    ConsentBy = table.Column<long>(type: "bigint", nullable: false),
                    ConsentAddress = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    SavedAt = table.Column<long>(type: "bigint", nullable: true),
                    RemovedAt = table.Column<long>(type: "bigint", nullable: true),
                    ForgetAt = table.Column<long>(type: "bigint", nullable: true),
                    Forgets = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CardsOnFile", x => x.Id);
                    table.CheckConstraint("CK_CardsOnFile_Saved", "(\"SavedAt\" IS NULL) = (\"MethodId\" IS NULL) AND (\"SavedAt\" IS NULL OR (\"CustomerId\" IS NOT NULL AND \"Brand\" IS NOT NULL AND \"Last4\" IS NOT NULL\nAND \"ExpiryMonth\" BETWEEN 1 AND 12 AND \"ExpiryYear\" IS NOT NULL)) AND (\"ForgetAt\" IS NULL OR (\"RemovedAt\" IS NOT NULL AND \"MethodId\" IS NOT NULL))");
                    table.ForeignKey(
                        name: "FK_CardsOnFile_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "GatewayCustomers",
                columns: table => new
                {
                    AccountId = table.Column<long>(type: "bigint", nullable: false),
                    Gateway = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    CustomerId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GatewayCustomers", x => new { x.AccountId, x.Gateway });
                    table.ForeignKey(
                        name: "FK_GatewayCustomers_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "TopUps",
                columns: table => new
                {
                    AccountId = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    ThresholdHours = table.Column<int>(type: "integer", nullable: false),
                    Declines = table.Column<int>(type: "integer", nullable: false),
                    WaitUntil = table.Column<long>(type: "bigint", nullable: true),
                    WaitFor = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    StoppedBecause = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    StopReason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    ChangedAt = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    AmountNanos = table.Column<long>(type: "bigint", nullable: false),
                    MonthlyCeilingNanos = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TopUps", x => x.AccountId);
                    table.CheckConstraint("CK_TopUps_AmountNanos_Range", "\"AmountNanos\" BETWEEN -1000000000000000000 AND 1000000000000000000");
                    table.CheckConstraint("CK_TopUps_MonthlyCeilingNanos_Range", "\"MonthlyCeilingNanos\" BETWEEN -1000000000000000000 AND 1000000000000000000");
                    table.CheckConstraint("CK_TopUps_Rule", "\"ThresholdHours\" > 0 AND \"AmountNanos\" > 0 AND \"MonthlyCeilingNanos\" >= \"AmountNanos\" AND \"Declines\" >= 0\nAND (\"WaitUntil\" IS NULL) = (\"WaitFor\" IS NULL) AND (\"State\" = 'Stopped') = (\"StoppedBecause\" IS NOT NULL)");
                    table.ForeignKey(
                        name: "FK_TopUps_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "TopUpCharges",
                columns: table => new
                {
                    PaymentId = table.Column<long>(type: "bigint", nullable: false),
                    CardId = table.Column<long>(type: "bigint", nullable: false),
                    Asks = table.Column<int>(type: "integer", nullable: false),
                    AskAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TopUpCharges", x => x.PaymentId);
                    table.ForeignKey(
                        name: "FK_TopUpCharges_CardsOnFile_CardId",
                        column: x => x.CardId,
                        principalTable: "CardsOnFile",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_TopUpCharges_Payments_PaymentId",
                        column: x => x.PaymentId,
                        principalTable: "Payments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_CardsOnFile_AccountId_Id",
                table: "CardsOnFile",
                columns: new[] { "AccountId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_CardsOnFile_ForgetAt",
                table: "CardsOnFile",
                column: "ForgetAt",
                filter: "\"ForgetAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_CardsOnFile_Gateway_MethodId",
                table: "CardsOnFile",
                columns: new[] { "Gateway", "MethodId" },
                unique: true,
                filter: "\"MethodId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_CardsOnFile_Gateway_SetupId",
                table: "CardsOnFile",
                columns: new[] { "Gateway", "SetupId" },
                unique: true,
                filter: "\"SetupId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_CardsOnFile_OneCard",
                table: "CardsOnFile",
                column: "AccountId",
                unique: true,
                filter: "\"SavedAt\" IS NOT NULL AND \"RemovedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_CardsOnFile_Reference",
                table: "CardsOnFile",
                column: "Reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CardsOnFile_RequestId",
                table: "CardsOnFile",
                column: "RequestId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_GatewayCustomers_Gateway_CustomerId",
                table: "GatewayCustomers",
                columns: new[] { "Gateway", "CustomerId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TopUpCharges_AskAt",
                table: "TopUpCharges",
                column: "AskAt",
                filter: "\"AskAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_TopUpCharges_CardId",
                table: "TopUpCharges",
                column: "CardId");

            migrationBuilder.CreateIndex(
                name: "IX_TopUps_WaitUntil",
                table: "TopUps",
                column: "WaitUntil",
                filter: "\"State\" = 'On'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "GatewayCustomers");

            migrationBuilder.DropTable(
                name: "TopUpCharges");

            migrationBuilder.DropTable(
                name: "TopUps");

            migrationBuilder.DropTable(
                name: "CardsOnFile");
        }
    }
}
