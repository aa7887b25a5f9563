using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lobster.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Findings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Findings",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RegionId = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    BackendId = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    VmId = table.Column<long>(type: "INTEGER", nullable: true),
                    Token = table.Column<Guid>(type: "TEXT", nullable: true),
                    Parts = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    VCpus = table.Column<int>(type: "INTEGER", nullable: true),
                    RamMb = table.Column<int>(type: "INTEGER", nullable: true),
                    DiskGb = table.Column<int>(type: "INTEGER", nullable: true),
                    SizeId = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    PlanId = table.Column<long>(type: "INTEGER", nullable: true),
                    FirstSeen = table.Column<long>(type: "INTEGER", nullable: false),
                    LastSeen = table.Column<long>(type: "INTEGER", nullable: false),
                    LastListed = table.Column<long>(type: "INTEGER", nullable: true),
                    Missed = table.Column<int>(type: "INTEGER", nullable: false),
                    QuietUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Problem = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    ActedBy = table.Column<long>(type: "INTEGER", nullable: true),
                    ResolvedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Ended = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    AtStakeNanos = table.Column<long>(type: "INTEGER", nullable: false),
                    HourlyNanos = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Findings", x => x.Id);
                    table.CheckConstraint("CK_Findings_AtStakeNanos_Integer", "typeof(\"AtStakeNanos\") = 'integer'");
                    table.CheckConstraint("CK_Findings_AtStakeNanos_Range", "\"AtStakeNanos\" BETWEEN -1000000000000000000 AND 1000000000000000000");
                    table.CheckConstraint("CK_Findings_Ghost", "(\"Kind\" = 'Ghost') = (\"LastListed\" IS NOT NULL)");
                    table.CheckConstraint("CK_Findings_HourlyNanos_Integer", "typeof(\"HourlyNanos\") = 'integer'");
                    table.CheckConstraint("CK_Findings_HourlyNanos_Range", "\"HourlyNanos\" BETWEEN -1000000000000000000 AND 1000000000000000000");
                    table.CheckConstraint("CK_Findings_OnlyOrphansAreDeleted", "\"Kind\" = 'Orphan' OR (\"State\" <> 'Removing' AND (\"Ended\" IS NULL OR \"Ended\" <> 'Deleted'))");
                    table.CheckConstraint("CK_Findings_Resolved", "(\"State\" = 'Resolved') = (\"ResolvedAt\" IS NOT NULL) AND (\"ResolvedAt\" IS NULL) = (\"Ended\" IS NULL)");
                    table.ForeignKey(
                        name: "FK_Findings_Plans_PlanId",
                        column: x => x.PlanId,
                        principalTable: "Plans",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Findings_Regions_RegionId",
                        column: x => x.RegionId,
                        principalTable: "Regions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Findings_VirtualMachines_VmId",
                        column: x => x.VmId,
                        principalTable: "VirtualMachines",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RegionInventories",
                columns: table => new
                {
                    RegionId = table.Column<long>(type: "INTEGER", nullable: false),
                    CountedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Machines = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RegionInventories", x => x.RegionId);
                    table.ForeignKey(
                        name: "FK_RegionInventories_Regions_RegionId",
                        column: x => x.RegionId,
                        principalTable: "Regions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Findings_PlanId",
                table: "Findings",
                column: "PlanId");

            migrationBuilder.CreateIndex(
                name: "IX_Findings_RegionId_Kind_BackendId",
                table: "Findings",
                columns: new[] { "RegionId", "Kind", "BackendId" },
                unique: true,
                filter: "\"ResolvedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Findings_ResolvedAt",
                table: "Findings",
                column: "ResolvedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Findings_State_Kind",
                table: "Findings",
                columns: new[] { "State", "Kind" });

            migrationBuilder.CreateIndex(
                name: "IX_Findings_VmId",
                table: "Findings",
                column: "VmId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Findings");

            migrationBuilder.DropTable(
                name: "RegionInventories");
        }
    }
}
