using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Lobster.Core.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Payments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "ApprovedBy",
                table: "Payments",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FeeCurrency",
                table: "Payments",
                type: "character varying(3)",
                maxLength: 3,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsAutomatic",
                table: "Payments",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "LookAt",
                table: "Payments",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Looks",
                table: "Payments",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "MoneyKey",
                table: "Payments",
                type: "character varying(150)",
                maxLength: 150,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PaidCurrency",
                table: "Payments",
                type: "character varying(3)",
                maxLength: 3,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "PaidMinor",
                table: "Payments",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PayUrl",
                table: "Payments",
                type: "character varying(2048)",
                maxLength: 2048,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Progress",
                table: "Payments",
                type: "character varying(300)",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "RecordedBy",
                table: "Payments",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ValueDate",
                table: "Payments",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Coupons",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Code = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    ValidUntil = table.Column<long>(type: "bigint", nullable: true),
                    GrantDays = table.Column<int>(type: "integer", nullable: true),
                    PerAccount = table.Column<int>(type: "integer", nullable: false),
                    TotalLimit = table.Column<int>(type: "integer", nullable: true),
                    Uses = table.Column<int>(type: "integer", nullable: false),
                    IsEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    Note = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    AmountNanos = table.Column<long>(type: "bigint", nullable: false),
                    CreatedBy_Address = table.Column<string>(type: "text", nullable: true),
                    CreatedBy_Channel = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    CreatedBy_ImpersonatorId = table.Column<long>(type: "bigint", nullable: true),
                    CreatedBy_UserId = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Coupons", x => x.Id);
                    table.CheckConstraint("CK_Coupons_AmountNanos_Range", "\"AmountNanos\" BETWEEN -1000000000000000000 AND 1000000000000000000");
                    table.CheckConstraint("CK_Coupons_Limits", "\"AmountNanos\" > 0 AND \"PerAccount\" >= 1 AND \"Uses\" >= 0 AND (\"TotalLimit\" IS NULL OR \"Uses\" <= \"TotalLimit\") AND (\"GrantDays\" IS NULL OR \"GrantDays\" >= 1)");
                });

            migrationBuilder.CreateTable(
                name: "Disputes",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    PaymentId = table.Column<long>(type: "bigint", nullable: false),
                    Gateway = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    DisputeKey = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false),
                    AmountMinor = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    AnswerBy = table.Column<long>(type: "bigint", nullable: true),
                    HeldAt = table.Column<long>(type: "bigint", nullable: true),
                    ReleasedAt = table.Column<long>(type: "bigint", nullable: true),
                    ChargedBackAt = table.Column<long>(type: "bigint", nullable: true),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Disputes", x => x.Id);
                    table.CheckConstraint("CK_Disputes_Shape", "\"AmountMinor\" > 0 AND (\"ReleasedAt\" IS NULL OR (\"HeldAt\" IS NOT NULL AND \"State\" <> 'Open')) AND (\"ChargedBackAt\" IS NULL OR \"State\" = 'Lost')");
                    table.ForeignKey(
                        name: "FK_Disputes_Payments_PaymentId",
                        column: x => x.PaymentId,
                        principalTable: "Payments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Gateways",
                columns: table => new
                {
                    Type = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Label = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    IsOffered = table.Column<bool>(type: "boolean", nullable: false),
                    SortOrder = table.Column<int>(type: "integer", nullable: false),
                    Options = table.Column<string>(type: "text", nullable: false),
                    ProtectedSecrets = table.Column<string>(type: "text", nullable: true),
                    SecretsSetAt = table.Column<long>(type: "bigint", nullable: true),
                    SecretsSetBy = table.Column<long>(type: "bigint", nullable: true),
                    LastDeliveryAt = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Gateways", x => x.Type);
                });

            migrationBuilder.CreateTable(
                name: "Refunds",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    PaymentId = table.Column<long>(type: "bigint", nullable: false),
                    Gateway = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    RequestId = table.Column<Guid>(type: "uuid", nullable: true),
                    RefundKey = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: true),
                    AmountMinor = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    Note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    DebitedAt = table.Column<long>(type: "bigint", nullable: true),
                    GivenBackAt = table.Column<long>(type: "bigint", nullable: true),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    DueAt = table.Column<long>(type: "bigint", nullable: true),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    Actor_Address = table.Column<string>(type: "text", nullable: true),
                    Actor_Channel = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Actor_ImpersonatorId = table.Column<long>(type: "bigint", nullable: true),
                    Actor_UserId = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Refunds", x => x.Id);
                    table.CheckConstraint("CK_Refunds_Shape", "\"AmountMinor\" > 0 AND (\"RequestId\" IS NOT NULL OR \"RefundKey\" IS NOT NULL) AND (\"State\" = 'Requested' OR \"RefundKey\" IS NOT NULL OR \"State\" = 'Failed')\nAND (\"GivenBackAt\" IS NULL OR (\"DebitedAt\" IS NOT NULL AND \"State\" = 'Failed'))");
                    table.ForeignKey(
                        name: "FK_Refunds_Payments_PaymentId",
                        column: x => x.PaymentId,
                        principalTable: "Payments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RejectedDeliveries",
                columns: table => new
                {
                    Gateway = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Day = table.Column<int>(type: "integer", nullable: false),
                    Why = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    Count = table.Column<int>(type: "integer", nullable: false),
                    LastAt = table.Column<long>(type: "bigint", nullable: false),
                    LastAddress = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RejectedDeliveries", x => new { x.Gateway, x.Day, x.Why });
                    table.CheckConstraint("CK_RejectedDeliveries_Count", "\"Count\" > 0");
                });

            migrationBuilder.CreateTable(
                name: "CouponUses",
                columns: table => new
                {
                    CouponId = table.Column<long>(type: "bigint", nullable: false),
                    AccountId = table.Column<long>(type: "bigint", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    EntryId = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CouponUses", x => new { x.CouponId, x.AccountId, x.Number });
                    table.ForeignKey(
                        name: "FK_CouponUses_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CouponUses_Coupons_CouponId",
                        column: x => x.CouponId,
                        principalTable: "Coupons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CouponUses_LedgerEntries_EntryId",
                        column: x => x.EntryId,
                        principalTable: "LedgerEntries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Payments_Gateway_MoneyKey",
                table: "Payments",
                columns: new[] { "Gateway", "MoneyKey" },
                unique: true,
                filter: "\"MoneyKey\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Payments_LookAt",
                table: "Payments",
                column: "LookAt",
                filter: "\"LookAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Payments_OneOpenAutomatic",
                table: "Payments",
                column: "AccountId",
                unique: true,
                filter: "\"IsAutomatic\" AND \"State\" IN ('Created', 'Pending')");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Payments_Paid",
                table: "Payments",
                sql: "(\"PaidMinor\" IS NULL OR \"PaidMinor\" >= 0) AND (\"PaidMinor\" IS NULL) = (\"MoneyKey\" IS NULL) AND (\"PaidMinor\" IS NULL) = (\"PaidCurrency\" IS NULL)");

            migrationBuilder.CreateIndex(
                name: "IX_LedgerEntries_ExpiresAt",
                table: "LedgerEntries",
                column: "ExpiresAt",
                filter: "\"ExpiresAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Coupons_Code",
                table: "Coupons",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CouponUses_AccountId",
                table: "CouponUses",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_CouponUses_EntryId",
                table: "CouponUses",
                column: "EntryId");

            migrationBuilder.CreateIndex(
                name: "IX_CouponUses_RequestId",
                table: "CouponUses",
                column: "RequestId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Disputes_Gateway_DisputeKey",
                table: "Disputes",
                columns: new[] { "Gateway", "DisputeKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Disputes_PaymentId_Id",
                table: "Disputes",
                columns: new[] { "PaymentId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Refunds_DueAt",
                table: "Refunds",
                column: "DueAt",
                filter: "\"DueAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Refunds_Gateway_RefundKey",
                table: "Refunds",
                columns: new[] { "Gateway", "RefundKey" },
                unique: true,
                filter: "\"RefundKey\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Refunds_OneRequested",
                table: "Refunds",
                column: "PaymentId",
                unique: true,
                filter: "\"State\" = 'Requested'");

            migrationBuilder.CreateIndex(
                name: "IX_Refunds_PaymentId_Id",
                table: "Refunds",
                columns: new[] { "PaymentId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Refunds_RequestId",
                table: "Refunds",
                column: "RequestId",
                unique: true);

            // Until now the id of the money stood where the provider's id of the payment belongs.
            migrationBuilder.Sql("""
                UPDATE "Payments" SET "MoneyKey" = "GatewayId", "PaidMinor" = CASE WHEN "CompletedAt" IS NULL THEN 0 ELSE "GrossMinor" END, "PaidCurrency" = "Currency",
                    "FeeCurrency" = CASE WHEN "FeeMinor" IS NULL THEN NULL ELSE "Currency" END, "GatewayId" = NULL
                WHERE "GatewayId" IS NOT NULL AND ("CompletedAt" IS NOT NULL OR "State" = 'Review')
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CouponUses");

            migrationBuilder.DropTable(
                name: "Disputes");

            migrationBuilder.DropTable(
                name: "Gateways");

            migrationBuilder.DropTable(
                name: "Refunds");

            migrationBuilder.DropTable(
                name: "RejectedDeliveries");

            migrationBuilder.DropTable(
                name: "Coupons");

            migrationBuilder.DropIndex(
                name: "IX_Payments_Gateway_MoneyKey",
                table: "Payments");

            migrationBuilder.DropIndex(
                name: "IX_Payments_LookAt",
                table: "Payments");

            migrationBuilder.DropIndex(
                name: "IX_Payments_OneOpenAutomatic",
                table: "Payments");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Payments_Paid",
                table: "Payments");

            migrationBuilder.DropIndex(
                name: "IX_LedgerEntries_ExpiresAt",
                table: "LedgerEntries");

            migrationBuilder.DropColumn(
                name: "ApprovedBy",
                table: "Payments");

            migrationBuilder.DropColumn(
                name: "FeeCurrency",
                table: "Payments");

            migrationBuilder.DropColumn(
                name: "IsAutomatic",
                table: "Payments");

            migrationBuilder.DropColumn(
                name: "LookAt",
                table: "Payments");

            migrationBuilder.DropColumn(
                name: "Looks",
                table: "Payments");

            migrationBuilder.DropColumn(
                name: "MoneyKey",
                table: "Payments");

            migrationBuilder.DropColumn(
                name: "PaidCurrency",
                table: "Payments");

            migrationBuilder.DropColumn(
                name: "PaidMinor",
                table: "Payments");

            migrationBuilder.DropColumn(
                name: "PayUrl",
                table: "Payments");

            migrationBuilder.DropColumn(
                name: "Progress",
                table: "Payments");

            migrationBuilder.DropColumn(
                name: "RecordedBy",
                table: "Payments");

            migrationBuilder.DropColumn(
                name: "ValueDate",
                table: "Payments");
        }
    }
}
