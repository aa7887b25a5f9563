using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lobster.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Consoles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ConsoleSessions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    VmId = table.Column<long>(type: "INTEGER", nullable: false),
                    AccountId = table.Column<long>(type: "INTEGER", nullable: false),
                    Session = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Stamp = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    IsStaff = table.Column<bool>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    TicketHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ProtectedAccess = table.Column<string>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RevokedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Node = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    SeenAt = table.Column<long>(type: "INTEGER", nullable: true),
                    BytesIn = table.Column<long>(type: "INTEGER", nullable: false),
                    BytesOut = table.Column<long>(type: "INTEGER", nullable: false),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    End = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    Actor_Address = table.Column<string>(type: "TEXT", nullable: true),
                    Actor_Channel = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Actor_ImpersonatorId = table.Column<long>(type: "INTEGER", nullable: true),
                    Actor_UserId = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ConsoleSessions", x => x.Id);
                    table.CheckConstraint("CK_ConsoleSessions_Once", "(\"OpenedAt\" IS NULL) = (\"Node\" IS NULL) AND (\"OpenedAt\" IS NULL) = (\"SeenAt\" IS NULL) AND (\"ClosedAt\" IS NULL) = (\"End\" IS NULL)\nAND (\"ClosedAt\" IS NULL OR \"OpenedAt\" IS NOT NULL) AND (\"OpenedAt\" IS NULL OR \"ProtectedAccess\" IS NULL)");
                    table.ForeignKey(
                        name: "FK_ConsoleSessions_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ConsoleSessions_VirtualMachines_VmId",
                        column: x => x.VmId,
                        principalTable: "VirtualMachines",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "VmHostKeys",
                columns: table => new
                {
                    VmId = table.Column<long>(type: "INTEGER", nullable: false),
                    Host = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    FirstSeenAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VmHostKeys", x => new { x.VmId, x.Host });
                    table.ForeignKey(
                        name: "FK_VmHostKeys_VirtualMachines_VmId",
                        column: x => x.VmId,
                        principalTable: "VirtualMachines",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ConsoleSessions_AccountId",
                table: "ConsoleSessions",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_ConsoleSessions_ExpiresAt",
                table: "ConsoleSessions",
                column: "ExpiresAt",
                filter: "\"OpenedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ConsoleSessions_SeenAt",
                table: "ConsoleSessions",
                column: "SeenAt",
                filter: "\"OpenedAt\" IS NOT NULL AND \"ClosedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ConsoleSessions_Session",
                table: "ConsoleSessions",
                column: "Session",
                filter: "\"ClosedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ConsoleSessions_TicketHash",
                table: "ConsoleSessions",
                column: "TicketHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ConsoleSessions_VmId",
                table: "ConsoleSessions",
                column: "VmId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ConsoleSessions");

            migrationBuilder.DropTable(
                name: "VmHostKeys");
        }
    }
}
