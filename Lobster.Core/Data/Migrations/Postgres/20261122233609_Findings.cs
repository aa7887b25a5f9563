using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Lobster.Core.Data.Migrations.Postgres
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
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    RegionId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    BackendId = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    Name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    State = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    VmId = table.Column<long>(type: "bigint", nullable: true),
                    Token = table.Column<Guid>(type: "uuid", nullable: true),
                    Parts = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    VCpus = table.Column<int>(type: "integer", nullable: true),
                    RamMb = table.Column<int>(type: "integer", nullable: true),
                    DiskGb = table.Column<int>(type: "integer", nullable: true),
                    SizeId = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    PlanId = table.Column<long>(type: "bigint", nullable: true),
                    FirstSeen = table.Column<long>(type: "bigint", nullable: false),
                    LastSeen = table.Column<long>(type: "bigint", nullable: false),
                    LastListed = table.Column<long>(type: "bigint", nullable: true),
                    Missed = table.Column<int>(type: "integer", nullable: false),
                    QuietUntil = table.Column<long>(type: "bigint", nullable: true),
                    DueAt = table.Column<long>(type: "bigint", nullable: true),
                    Problem = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    ActedBy = table.Column<long>(type: "bigint", nullable: true),
                    ResolvedAt = table.Column<long>(type: "bigint", nullable: true),
                    Ended = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    AtStakeNanos = table.Column<long>(type: "bigint", nullable: false),
                    HourlyNanos = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Findings", x => x.Id);
                    table.CheckConstraint("CK_Findings_AtStakeNanos_Range", "\"AtStakeNanos\" BETWEEN -1000000000000000000 AND 1000000000000000000");
                    table.CheckConstraint("CK_Findings_Ghost", "(\"Kind\" = 'Ghost') = (\"LastListed\" IS NOT NULL)");
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
                    RegionId = table.Column<long>(type: "bigint", nullable: false),
                    CountedAt = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Machines = table.Column<int>(type: "integer", nullable: false)
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
