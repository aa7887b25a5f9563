using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Lobster.Core.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Accounts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Name = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    VmLimit = table.Column<int>(type: "integer", nullable: true),
                    Standing = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    StandingSince = table.Column<long>(type: "bigint", nullable: false),
                    Suspension = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    FirstNoticeAt = table.Column<long>(type: "bigint", nullable: true),
                    LastNoticeAt = table.Column<long>(type: "bigint", nullable: true),
                    NoticesSent = table.Column<int>(type: "integer", nullable: false),
                    ParkedAt = table.Column<long>(type: "bigint", nullable: true),
                    ParkedReason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    DisabledAt = table.Column<long>(type: "bigint", nullable: true),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    BurnAtSuspensionNanos = table.Column<long>(type: "bigint", nullable: false),
                    CreditNanos = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Accounts", x => x.Id);
                    table.CheckConstraint("CK_Accounts_BurnAtSuspensionNanos_Range", "\"BurnAtSuspensionNanos\" BETWEEN -1000000000000000000 AND 1000000000000000000");
                    table.CheckConstraint("CK_Accounts_CreditNanos_Range", "\"CreditNanos\" BETWEEN -1000000000000000000 AND 1000000000000000000");
                    table.CheckConstraint("CK_Accounts_VmLimit", "\"VmLimit\" IS NULL OR \"VmLimit\" >= 0");
                });

            migrationBuilder.CreateTable(
                name: "AspNetRoles",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    NormalizedName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    ConcurrencyStamp = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetRoles", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUsers",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    TermsAcceptedAt = table.Column<long>(type: "bigint", nullable: true),
                    DisabledAt = table.Column<long>(type: "bigint", nullable: true),
                    UserName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    NormalizedUserName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    Email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    NormalizedEmail = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    EmailConfirmed = table.Column<bool>(type: "boolean", nullable: false),
                    PasswordHash = table.Column<string>(type: "text", nullable: true),
                    SecurityStamp = table.Column<string>(type: "text", nullable: true),
                    ConcurrencyStamp = table.Column<string>(type: "text", nullable: true),
                    PhoneNumber = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    PhoneNumberConfirmed = table.Column<bool>(type: "boolean", nullable: false),
                    TwoFactorEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    LockoutEnd = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    LockoutEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUsers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AuditEntries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Action = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Subject = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    SubjectId = table.Column<long>(type: "bigint", nullable: false),
                    AccountId = table.Column<long>(type: "bigint", nullable: true),
                    Data = table.Column<string>(type: "text", nullable: false),
                    Actor_Address = table.Column<string>(type: "text", nullable: true),
                    Actor_Channel = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Actor_ImpersonatorId = table.Column<long>(type: "bigint", nullable: true),
                    Actor_UserId = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditEntries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DataProtectionKeys",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    FriendlyName = table.Column<string>(type: "text", nullable: true),
                    Xml = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DataProtectionKeys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Events",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    AccountId = table.Column<long>(type: "bigint", nullable: true),
                    Subject = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    SubjectId = table.Column<long>(type: "bigint", nullable: false),
                    Type = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    TypeVersion = table.Column<int>(type: "integer", nullable: false),
                    Data = table.Column<string>(type: "text", nullable: false),
                    Actor_Address = table.Column<string>(type: "text", nullable: true),
                    Actor_Channel = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Actor_ImpersonatorId = table.Column<long>(type: "bigint", nullable: true),
                    Actor_UserId = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Events", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OutgoingMails",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    To = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    Subject = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    Html = table.Column<string>(type: "text", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    DueAt = table.Column<long>(type: "bigint", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    SentAt = table.Column<long>(type: "bigint", nullable: true),
                    GivenUpAt = table.Column<long>(type: "bigint", nullable: true),
                    Error = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutgoingMails", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PanelSettings",
                columns: table => new
                {
                    Key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Value = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PanelSettings", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "Plans",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Name = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    VCpus = table.Column<int>(type: "integer", nullable: false),
                    RamMb = table.Column<int>(type: "integer", nullable: false),
                    DiskGb = table.Column<int>(type: "integer", nullable: false),
                    TransferGb = table.Column<int>(type: "integer", nullable: false),
                    IsGlobal = table.Column<bool>(type: "boolean", nullable: false),
                    IsEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    RetiredAt = table.Column<long>(type: "bigint", nullable: true),
                    StoppedFactor = table.Column<int>(type: "integer", nullable: false),
                    SuspendedFactor = table.Column<int>(type: "integer", nullable: false),
                    SortOrder = table.Column<int>(type: "integer", nullable: false),
                    Metadata = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Plans", x => x.Id);
                    table.CheckConstraint("CK_Plans_Factors", "\"StoppedFactor\" BETWEEN 0 AND 1000 AND \"SuspendedFactor\" BETWEEN 0 AND 1000");
                    table.CheckConstraint("CK_Plans_Size", "\"VCpus\" > 0 AND \"RamMb\" > 0 AND \"DiskGb\" >= 0 AND \"TransferGb\" >= 0");
                });

            migrationBuilder.CreateTable(
                name: "Regions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Name = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Location = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    BackendType = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    OptionsVersion = table.Column<int>(type: "integer", nullable: false),
                    Options = table.Column<string>(type: "text", nullable: false),
                    ProtectedSecrets = table.Column<string>(type: "text", nullable: true),
                    SecretsSetAt = table.Column<long>(type: "bigint", nullable: true),
                    SecretsSetBy = table.Column<long>(type: "bigint", nullable: true),
                    IsEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    SortOrder = table.Column<int>(type: "integer", nullable: false),
                    FailingSince = table.Column<long>(type: "bigint", nullable: true),
                    NextAttemptAt = table.Column<long>(type: "bigint", nullable: true),
                    Failures = table.Column<int>(type: "integer", nullable: false),
                    LastError = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    LastAnsweredAt = table.Column<long>(type: "bigint", nullable: true),
                    LastLatencyMs = table.Column<int>(type: "integer", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Regions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SweepRuns",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Sweep = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Node = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    StartedAt = table.Column<long>(type: "bigint", nullable: false),
                    FinishedAt = table.Column<long>(type: "bigint", nullable: true),
                    Done = table.Column<int>(type: "integer", nullable: false),
                    Failed = table.Column<int>(type: "integer", nullable: false),
                    LagMs = table.Column<long>(type: "bigint", nullable: false),
                    Error = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SweepRuns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SweepStates",
                columns: table => new
                {
                    Sweep = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    LeaseOwner = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    LeaseUntil = table.Column<long>(type: "bigint", nullable: true),
                    Heartbeat = table.Column<long>(type: "bigint", nullable: true),
                    RanAt = table.Column<long>(type: "bigint", nullable: true),
                    HeldBecause = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    ConfirmedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SweepStates", x => x.Sweep);
                });

            migrationBuilder.CreateTable(
                name: "Payments",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Reference = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    AccountId = table.Column<long>(type: "bigint", nullable: false),
                    Gateway = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    State = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    GrossMinor = table.Column<long>(type: "bigint", nullable: false),
                    TaxMinor = table.Column<long>(type: "bigint", nullable: false),
                    FeeMinor = table.Column<long>(type: "bigint", nullable: true),
                    RefundedMinor = table.Column<long>(type: "bigint", nullable: false),
                    GatewayId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    CompletedAt = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    CreditNanos = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Payments", x => x.Id);
                    table.CheckConstraint("CK_Payments_Amounts", "\"GrossMinor\" > 0 AND \"TaxMinor\" >= 0 AND \"TaxMinor\" <= \"GrossMinor\" AND \"CreditNanos\" > 0\nAND \"RefundedMinor\" BETWEEN 0 AND \"GrossMinor\" AND (\"FeeMinor\" IS NULL OR \"FeeMinor\" >= 0)");
                    table.CheckConstraint("CK_Payments_CreditNanos_Range", "\"CreditNanos\" BETWEEN -1000000000000000000 AND 1000000000000000000");
                    table.ForeignKey(
                        name: "FK_Payments_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SshKeys",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    AccountId = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    PublicKey = table.Column<string>(type: "text", nullable: false),
                    Fingerprint = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    LastUsedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SshKeys", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SshKeys_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AspNetRoleClaims",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    RoleId = table.Column<long>(type: "bigint", nullable: false),
                    ClaimType = table.Column<string>(type: "text", nullable: true),
                    ClaimValue = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetRoleClaims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AspNetRoleClaims_AspNetRoles_RoleId",
                        column: x => x.RoleId,
                        principalTable: "AspNetRoles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserClaims",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    UserId = table.Column<long>(type: "bigint", nullable: false),
                    ClaimType = table.Column<string>(type: "text", nullable: true),
                    ClaimValue = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserClaims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AspNetUserClaims_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserLogins",
                columns: table => new
                {
                    LoginProvider = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    ProviderKey = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    ProviderDisplayName = table.Column<string>(type: "text", nullable: true),
                    UserId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserLogins", x => new { x.LoginProvider, x.ProviderKey });
                    table.ForeignKey(
                        name: "FK_AspNetUserLogins_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserPasskeys",
                columns: table => new
                {
                    CredentialId = table.Column<byte[]>(type: "bytea", maxLength: 1024, nullable: false),
                    UserId = table.Column<long>(type: "bigint", nullable: false),
                    Data = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserPasskeys", x => x.CredentialId);
                    table.ForeignKey(
                        name: "FK_AspNetUserPasskeys_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserRoles",
                columns: table => new
                {
                    UserId = table.Column<long>(type: "bigint", nullable: false),
                    RoleId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserRoles", x => new { x.UserId, x.RoleId });
                    table.ForeignKey(
                        name: "FK_AspNetUserRoles_AspNetRoles_RoleId",
                        column: x => x.RoleId,
                        principalTable: "AspNetRoles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_AspNetUserRoles_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserTokens",
                columns: table => new
                {
                    UserId = table.Column<long>(type: "bigint", nullable: false),
                    LoginProvider = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    Name = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    Value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserTokens", x => new { x.UserId, x.LoginProvider, x.Name });
                    table.ForeignKey(
                        name: "FK_AspNetUserTokens_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Memberships",
                columns: table => new
                {
                    UserId = table.Column<long>(type: "bigint", nullable: false),
                    AccountId = table.Column<long>(type: "bigint", nullable: false),
                    Role = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Memberships", x => new { x.UserId, x.AccountId });
                    table.ForeignKey(
                        name: "FK_Memberships_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Memberships_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "EventDeliveries",
                columns: table => new
                {
                    EventId = table.Column<long>(type: "bigint", nullable: false),
                    Consumer = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EventDeliveries", x => new { x.EventId, x.Consumer });
                    table.ForeignKey(
                        name: "FK_EventDeliveries_Events_EventId",
                        column: x => x.EventId,
                        principalTable: "Events",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PlanRegions",
                columns: table => new
                {
                    PlanId = table.Column<long>(type: "bigint", nullable: false),
                    RegionId = table.Column<long>(type: "bigint", nullable: false),
                    BackendSizeId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    IsEnabled = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlanRegions", x => new { x.PlanId, x.RegionId });
                    table.ForeignKey(
                        name: "FK_PlanRegions_Plans_PlanId",
                        column: x => x.PlanId,
                        principalTable: "Plans",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PlanRegions_Regions_RegionId",
                        column: x => x.RegionId,
                        principalTable: "Regions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PriceVersions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Subject = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    PlanId = table.Column<long>(type: "bigint", nullable: true),
                    RegionId = table.Column<long>(type: "bigint", nullable: true),
                    From = table.Column<long>(type: "bigint", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    CreatedBy = table.Column<long>(type: "bigint", nullable: true),
                    SaleNanos = table.Column<long>(type: "bigint", nullable: false),
                    WholesaleNanos = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PriceVersions", x => x.Id);
                    table.CheckConstraint("CK_PriceVersions_NotNegative", "\"SaleNanos\" >= 0 AND \"WholesaleNanos\" >= 0");
                    table.CheckConstraint("CK_PriceVersions_Plan", "(\"PlanId\" IS NOT NULL) = (\"Subject\" = 'Plan')");
                    table.CheckConstraint("CK_PriceVersions_SaleNanos_Range", "\"SaleNanos\" BETWEEN -1000000000000000000 AND 1000000000000000000");
                    table.CheckConstraint("CK_PriceVersions_WholesaleNanos_Range", "\"WholesaleNanos\" BETWEEN -1000000000000000000 AND 1000000000000000000");
                    table.ForeignKey(
                        name: "FK_PriceVersions_Plans_PlanId",
                        column: x => x.PlanId,
                        principalTable: "Plans",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PriceVersions_Regions_RegionId",
                        column: x => x.RegionId,
                        principalTable: "Regions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "TransferPools",
                columns: table => new
                {
                    AccountId = table.Column<long>(type: "bigint", nullable: false),
                    RegionId = table.Column<long>(type: "bigint", nullable: false),
                    Month = table.Column<int>(type: "integer", nullable: false),
                    UsedBytes = table.Column<long>(type: "bigint", nullable: false),
                    AllowanceBytes = table.Column<long>(type: "bigint", nullable: false),
                    BilledGb = table.Column<long>(type: "bigint", nullable: false),
                    NoticedPercent = table.Column<int>(type: "integer", nullable: false),
                    ClosedAt = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TransferPools", x => new { x.AccountId, x.RegionId, x.Month });
                    table.CheckConstraint("CK_TransferPools_NotNegative", "\"UsedBytes\" >= 0 AND \"AllowanceBytes\" >= 0 AND \"BilledGb\" >= 0 AND \"NoticedPercent\" >= 0");
                    table.ForeignKey(
                        name: "FK_TransferPools_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_TransferPools_Regions_RegionId",
                        column: x => x.RegionId,
                        principalTable: "Regions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "GatewayEvents",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Gateway = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    EventKey = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Headers = table.Column<string>(type: "text", nullable: false),
                    Body = table.Column<byte[]>(type: "bytea", nullable: false),
                    State = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    PaymentId = table.Column<long>(type: "bigint", nullable: true),
                    Note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    DueAt = table.Column<long>(type: "bigint", nullable: false),
                    ReceivedAt = table.Column<long>(type: "bigint", nullable: false),
                    ProcessedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GatewayEvents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_GatewayEvents_Payments_PaymentId",
                        column: x => x.PaymentId,
                        principalTable: "Payments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ChargeLines",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    VmId = table.Column<long>(type: "bigint", nullable: false),
                    AccountId = table.Column<long>(type: "bigint", nullable: false),
                    RegionId = table.Column<long>(type: "bigint", nullable: false),
                    Day = table.Column<int>(type: "integer", nullable: false),
                    Segment = table.Column<int>(type: "integer", nullable: false),
                    From = table.Column<long>(type: "bigint", nullable: false),
                    Until = table.Column<long>(type: "bigint", nullable: false),
                    FirstFrom = table.Column<long>(type: "bigint", nullable: true),
                    PreviousUntil = table.Column<long>(type: "bigint", nullable: true),
                    Intervals = table.Column<int>(type: "integer", nullable: false),
                    PriceVersionId = table.Column<long>(type: "bigint", nullable: false),
                    Factor = table.Column<int>(type: "integer", nullable: false),
                    EntryId = table.Column<long>(type: "bigint", nullable: false),
                    SweepRunId = table.Column<long>(type: "bigint", nullable: true),
                    PostedAt = table.Column<long>(type: "bigint", nullable: false),
                    AmountNanos = table.Column<long>(type: "bigint", nullable: false),
                    RateNanos = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ChargeLines", x => x.Id);
                    table.UniqueConstraint("AK_ChargeLines_VmId_Until", x => new { x.VmId, x.Until });
                    table.CheckConstraint("CK_ChargeLines_Amount", "\"RateNanos\" >= 0 AND \"AmountNanos\" = \"RateNanos\" * \"Intervals\"");
                    table.CheckConstraint("CK_ChargeLines_AmountNanos_Range", "\"AmountNanos\" BETWEEN -1000000000000000000 AND 1000000000000000000");
                    table.CheckConstraint("CK_ChargeLines_Chain", "(\"PreviousUntil\" IS NULL AND \"FirstFrom\" IS NOT NULL AND \"FirstFrom\" = \"From\")\nOR (\"PreviousUntil\" IS NOT NULL AND \"FirstFrom\" IS NULL AND \"PreviousUntil\" = \"From\")");
                    table.CheckConstraint("CK_ChargeLines_Day", "\"From\" >= \"Day\" * 86400000000 AND \"From\" < (\"Day\" + 1) * 86400000000");
                    table.CheckConstraint("CK_ChargeLines_Factor", "\"Factor\" BETWEEN 0 AND 1000 AND \"Segment\" >= 0");
                    table.CheckConstraint("CK_ChargeLines_Intervals", "\"Intervals\" > 0 AND \"Until\" > \"From\" AND (\"Until\" - \"From\") % \"Intervals\" = 0");
                    table.CheckConstraint("CK_ChargeLines_RateNanos_Range", "\"RateNanos\" BETWEEN -1000000000000000000 AND 1000000000000000000");
                    table.ForeignKey(
                        name: "FK_ChargeLines_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ChargeLines_ChargeLines_VmId_PreviousUntil",
                        columns: x => new { x.VmId, x.PreviousUntil },
                        principalTable: "ChargeLines",
                        principalColumns: new[] { "VmId", "Until" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ChargeLines_PriceVersions_PriceVersionId",
                        column: x => x.PriceVersionId,
                        principalTable: "PriceVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ChargeLines_Regions_RegionId",
                        column: x => x.RegionId,
                        principalTable: "Regions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ChargeLines_SweepRuns_SweepRunId",
                        column: x => x.SweepRunId,
                        principalTable: "SweepRuns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LedgerEntries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    AccountId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Day = table.Column<int>(type: "integer", nullable: true),
                    IsSealed = table.Column<bool>(type: "boolean", nullable: false),
                    Reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    PaymentId = table.Column<long>(type: "bigint", nullable: true),
                    CorrectsEntryId = table.Column<long>(type: "bigint", nullable: true),
                    CorrectsLineId = table.Column<long>(type: "bigint", nullable: true),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: true),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    UpdatedAt = table.Column<long>(type: "bigint", nullable: false),
                    Actor_Address = table.Column<string>(type: "text", nullable: true),
                    Actor_Channel = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Actor_ImpersonatorId = table.Column<long>(type: "bigint", nullable: true),
                    Actor_UserId = table.Column<long>(type: "bigint", nullable: true),
                    AmountNanos = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerEntries", x => x.Id);
                    table.CheckConstraint("CK_LedgerEntries_AmountNanos_Range", "\"AmountNanos\" BETWEEN -1000000000000000000 AND 1000000000000000000");
                    table.CheckConstraint("CK_LedgerEntries_Day", "(\"Day\" IS NOT NULL) = (\"Kind\" IN ('Usage', 'Storage'))");
                    table.CheckConstraint("CK_LedgerEntries_Sign", "(\"Kind\" IN ('Payment', 'DisputeRelease', 'Promo') AND \"AmountNanos\" > 0)\nOR (\"Kind\" IN ('Usage', 'Storage', 'Transfer', 'Refund', 'DisputeHold', 'Chargeback', 'PromoExpiry') AND \"AmountNanos\" <= 0)\nOR \"Kind\" IN ('Adjustment', 'Opening')");
                    table.ForeignKey(
                        name: "FK_LedgerEntries_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LedgerEntries_ChargeLines_CorrectsLineId",
                        column: x => x.CorrectsLineId,
                        principalTable: "ChargeLines",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LedgerEntries_LedgerEntries_CorrectsEntryId",
                        column: x => x.CorrectsEntryId,
                        principalTable: "LedgerEntries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LedgerEntries_Payments_PaymentId",
                        column: x => x.PaymentId,
                        principalTable: "Payments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Images",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    AccountId = table.Column<long>(type: "bigint", nullable: true),
                    RegionId = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    Description = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    State = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    BackendId = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    SizeMb = table.Column<long>(type: "bigint", nullable: true),
                    IsEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    SourceVmId = table.Column<long>(type: "bigint", nullable: true),
                    SourceUrl = table.Column<string>(type: "text", nullable: true),
                    RequestId = table.Column<Guid>(type: "uuid", nullable: true),
                    BillingStart = table.Column<long>(type: "bigint", nullable: true),
                    ChargedUntil = table.Column<long>(type: "bigint", nullable: true),
                    BillingEnd = table.Column<long>(type: "bigint", nullable: true),
                    Error = table.Column<string>(type: "text", nullable: true),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    DeletedAt = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Images", x => x.Id);
                    table.CheckConstraint("CK_Images_Charged", "(\"BillingStart\" IS NULL) = (\"ChargedUntil\" IS NULL)\nAND (\"BillingStart\" IS NULL OR (\"AccountId\" IS NOT NULL AND \"ChargedUntil\" >= \"BillingStart\"))");
                    table.CheckConstraint("CK_Images_Size", "\"SizeMb\" IS NULL OR \"SizeMb\" >= 0");
                    table.ForeignKey(
                        name: "FK_Images_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Images_Regions_RegionId",
                        column: x => x.RegionId,
                        principalTable: "Regions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "StorageLines",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ImageId = table.Column<long>(type: "bigint", nullable: false),
                    AccountId = table.Column<long>(type: "bigint", nullable: false),
                    Day = table.Column<int>(type: "integer", nullable: false),
                    Segment = table.Column<int>(type: "integer", nullable: false),
                    From = table.Column<long>(type: "bigint", nullable: false),
                    Until = table.Column<long>(type: "bigint", nullable: false),
                    PreviousUntil = table.Column<long>(type: "bigint", nullable: true),
                    Intervals = table.Column<int>(type: "integer", nullable: false),
                    SizeMb = table.Column<long>(type: "bigint", nullable: false),
                    IsEstimated = table.Column<bool>(type: "boolean", nullable: false),
                    PriceVersionId = table.Column<long>(type: "bigint", nullable: false),
                    EntryId = table.Column<long>(type: "bigint", nullable: false),
                    PostedAt = table.Column<long>(type: "bigint", nullable: false),
                    AmountNanos = table.Column<long>(type: "bigint", nullable: false),
                    RateNanos = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StorageLines", x => x.Id);
                    table.UniqueConstraint("AK_StorageLines_ImageId_Until", x => new { x.ImageId, x.Until });
                    table.CheckConstraint("CK_StorageLines_Amount", "\"SizeMb\" >= 0 AND \"RateNanos\" >= 0 AND \"AmountNanos\" = \"RateNanos\" * \"Intervals\"");
                    table.CheckConstraint("CK_StorageLines_AmountNanos_Range", "\"AmountNanos\" BETWEEN -1000000000000000000 AND 1000000000000000000");
                    table.CheckConstraint("CK_StorageLines_Chain", "\"PreviousUntil\" IS NULL OR \"PreviousUntil\" = \"From\"");
                    table.CheckConstraint("CK_StorageLines_Day", "\"From\" >= \"Day\" * 86400000000 AND \"From\" < (\"Day\" + 1) * 86400000000");
                    table.CheckConstraint("CK_StorageLines_Intervals", "\"Intervals\" > 0 AND \"Until\" > \"From\" AND (\"Until\" - \"From\") % \"Intervals\" = 0");
                    table.CheckConstraint("CK_StorageLines_RateNanos_Range", "\"RateNanos\" BETWEEN -1000000000000000000 AND 1000000000000000000");
                    table.ForeignKey(
                        name: "FK_StorageLines_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_StorageLines_Images_ImageId",
                        column: x => x.ImageId,
                        principalTable: "Images",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_StorageLines_LedgerEntries_EntryId",
                        column: x => x.EntryId,
                        principalTable: "LedgerEntries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_StorageLines_PriceVersions_PriceVersionId",
                        column: x => x.PriceVersionId,
                        principalTable: "PriceVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_StorageLines_StorageLines_ImageId_PreviousUntil",
                        columns: x => new { x.ImageId, x.PreviousUntil },
                        principalTable: "StorageLines",
                        principalColumns: new[] { "ImageId", "Until" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "VirtualMachines",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    AccountId = table.Column<long>(type: "bigint", nullable: false),
                    RegionId = table.Column<long>(type: "bigint", nullable: false),
                    PlanId = table.Column<long>(type: "bigint", nullable: false),
                    ImageId = table.Column<long>(type: "bigint", nullable: true),
                    Name = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    CreateToken = table.Column<Guid>(type: "uuid", nullable: false),
                    BackendId = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    Lifecycle = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    PowerState = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    PowerStateAt = table.Column<long>(type: "bigint", nullable: true),
                    DesiredPower = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Suspension = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Addresses = table.Column<string>(type: "text", nullable: false),
                    UserData = table.Column<string>(type: "text", nullable: true),
                    ProtectedPassword = table.Column<string>(type: "text", nullable: true),
                    Error = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    ReadyAt = table.Column<long>(type: "bigint", nullable: true),
                    DeleteRequestedAt = table.Column<long>(type: "bigint", nullable: true),
                    DeletedAt = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    HourlyRateNanos = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VirtualMachines", x => x.Id);
                    table.CheckConstraint("CK_VirtualMachines_Active", "\"Lifecycle\" <> 'Active' OR \"BackendId\" IS NOT NULL");
                    table.CheckConstraint("CK_VirtualMachines_HourlyRateNanos_Range", "\"HourlyRateNanos\" BETWEEN -1000000000000000000 AND 1000000000000000000");
                    table.CheckConstraint("CK_VirtualMachines_Name", "length(\"Name\") BETWEEN 1 AND 64");
                    table.ForeignKey(
                        name: "FK_VirtualMachines_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_VirtualMachines_Images_ImageId",
                        column: x => x.ImageId,
                        principalTable: "Images",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_VirtualMachines_Plans_PlanId",
                        column: x => x.PlanId,
                        principalTable: "Plans",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_VirtualMachines_Regions_RegionId",
                        column: x => x.RegionId,
                        principalTable: "Regions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Operations",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    VmId = table.Column<long>(type: "bigint", nullable: true),
                    ImageId = table.Column<long>(type: "bigint", nullable: true),
                    AccountId = table.Column<long>(type: "bigint", nullable: true),
                    RegionId = table.Column<long>(type: "bigint", nullable: false),
                    Arguments = table.Column<string>(type: "text", nullable: false),
                    State = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Priority = table.Column<int>(type: "integer", nullable: false),
                    Progress = table.Column<string>(type: "text", nullable: false),
                    ProgressPercent = table.Column<int>(type: "integer", nullable: true),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    DueAt = table.Column<long>(type: "bigint", nullable: false),
                    LeaseOwner = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    LeaseUntil = table.Column<long>(type: "bigint", nullable: true),
                    Fence = table.Column<long>(type: "bigint", nullable: false),
                    Error = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    StartedAt = table.Column<long>(type: "bigint", nullable: true),
                    FinishedAt = table.Column<long>(type: "bigint", nullable: true),
                    Actor_Address = table.Column<string>(type: "text", nullable: true),
                    Actor_Channel = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Actor_ImpersonatorId = table.Column<long>(type: "bigint", nullable: true),
                    Actor_UserId = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Operations", x => x.Id);
                    table.CheckConstraint("CK_Operations_Subject", "\"VmId\" IS NOT NULL OR \"ImageId\" IS NOT NULL");
                    table.ForeignKey(
                        name: "FK_Operations_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Operations_Images_ImageId",
                        column: x => x.ImageId,
                        principalTable: "Images",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Operations_Regions_RegionId",
                        column: x => x.RegionId,
                        principalTable: "Regions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Operations_VirtualMachines_VmId",
                        column: x => x.VmId,
                        principalTable: "VirtualMachines",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "TransferDays",
                columns: table => new
                {
                    VmId = table.Column<long>(type: "bigint", nullable: false),
                    Day = table.Column<int>(type: "integer", nullable: false),
                    InBytes = table.Column<long>(type: "bigint", nullable: false),
                    OutBytes = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TransferDays", x => new { x.VmId, x.Day });
                    table.CheckConstraint("CK_TransferDays_NotNegative", "\"InBytes\" >= 0 AND \"OutBytes\" >= 0");
                    table.ForeignKey(
                        name: "FK_TransferDays_VirtualMachines_VmId",
                        column: x => x.VmId,
                        principalTable: "VirtualMachines",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "TransferReadings",
                columns: table => new
                {
                    VmId = table.Column<long>(type: "bigint", nullable: false),
                    CounterId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    InBytes = table.Column<long>(type: "bigint", nullable: false),
                    OutBytes = table.Column<long>(type: "bigint", nullable: false),
                    CoversFrom = table.Column<long>(type: "bigint", nullable: false),
                    CoversUntil = table.Column<long>(type: "bigint", nullable: false),
                    TakenAt = table.Column<long>(type: "bigint", nullable: false),
                    IsEstimated = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TransferReadings", x => new { x.VmId, x.CounterId });
                    table.CheckConstraint("CK_TransferReadings_NotNegative", "\"InBytes\" >= 0 AND \"OutBytes\" >= 0 AND \"CoversUntil\" >= \"CoversFrom\"");
                    table.ForeignKey(
                        name: "FK_TransferReadings_VirtualMachines_VmId",
                        column: x => x.VmId,
                        principalTable: "VirtualMachines",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "VmBillings",
                columns: table => new
                {
                    VmId = table.Column<long>(type: "bigint", nullable: false),
                    AccountId = table.Column<long>(type: "bigint", nullable: false),
                    Start = table.Column<long>(type: "bigint", nullable: false),
                    ChargedUntil = table.Column<long>(type: "bigint", nullable: false),
                    End = table.Column<long>(type: "bigint", nullable: true),
                    IntervalMinutes = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VmBillings", x => x.VmId);
                    table.UniqueConstraint("AK_VmBillings_VmId_Start", x => new { x.VmId, x.Start });
                    table.CheckConstraint("CK_VmBillings_Interval", "\"IntervalMinutes\" > 0 AND 1440 % \"IntervalMinutes\" = 0");
                    table.CheckConstraint("CK_VmBillings_WholeIntervals", "\"ChargedUntil\" >= \"Start\" AND (\"ChargedUntil\" - \"Start\") % (CAST(\"IntervalMinutes\" AS bigint) * 60000000) = 0");
                    table.CheckConstraint("CK_VmBillings_WholeSeconds", "\"Start\" % 1000000 = 0");
                    table.ForeignKey(
                        name: "FK_VmBillings_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_VmBillings_VirtualMachines_VmId",
                        column: x => x.VmId,
                        principalTable: "VirtualMachines",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "VmSshKeys",
                columns: table => new
                {
                    VmId = table.Column<long>(type: "bigint", nullable: false),
                    SshKeyId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VmSshKeys", x => new { x.VmId, x.SshKeyId });
                    table.ForeignKey(
                        name: "FK_VmSshKeys_SshKeys_SshKeyId",
                        column: x => x.SshKeyId,
                        principalTable: "SshKeys",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_VmSshKeys_VirtualMachines_VmId",
                        column: x => x.VmId,
                        principalTable: "VirtualMachines",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "OperationSteps",
                columns: table => new
                {
                    OperationId = table.Column<long>(type: "bigint", nullable: false),
                    Ordinal = table.Column<int>(type: "integer", nullable: false),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Detail = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    State = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    StartedAt = table.Column<long>(type: "bigint", nullable: false),
                    FinishedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OperationSteps", x => new { x.OperationId, x.Ordinal });
                    table.ForeignKey(
                        name: "FK_OperationSteps_Operations_OperationId",
                        column: x => x.OperationId,
                        principalTable: "Operations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "RateChanges",
                columns: table => new
                {
                    VmId = table.Column<long>(type: "bigint", nullable: false),
                    From = table.Column<long>(type: "bigint", nullable: false),
                    PriceVersionId = table.Column<long>(type: "bigint", nullable: false),
                    Factor = table.Column<int>(type: "integer", nullable: false),
                    PlanId = table.Column<long>(type: "bigint", nullable: false),
                    TransferGb = table.Column<int>(type: "integer", nullable: false),
                    OperationId = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RateChanges", x => new { x.VmId, x.From });
                    table.CheckConstraint("CK_RateChanges_Factor", "\"Factor\" BETWEEN 0 AND 1000");
                    table.ForeignKey(
                        name: "FK_RateChanges_Operations_OperationId",
                        column: x => x.OperationId,
                        principalTable: "Operations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_RateChanges_Plans_PlanId",
                        column: x => x.PlanId,
                        principalTable: "Plans",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_RateChanges_PriceVersions_PriceVersionId",
                        column: x => x.PriceVersionId,
                        principalTable: "PriceVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_RateChanges_VirtualMachines_VmId",
                        column: x => x.VmId,
                        principalTable: "VirtualMachines",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AspNetRoleClaims_RoleId",
                table: "AspNetRoleClaims",
                column: "RoleId");

            migrationBuilder.CreateIndex(
                name: "RoleNameIndex",
                table: "AspNetRoles",
                column: "NormalizedName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserClaims_UserId",
                table: "AspNetUserClaims",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserLogins_UserId",
                table: "AspNetUserLogins",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserPasskeys_UserId",
                table: "AspNetUserPasskeys",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserRoles_RoleId",
                table: "AspNetUserRoles",
                column: "RoleId");

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "AspNetUsers",
                column: "NormalizedEmail");

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "AspNetUsers",
                column: "NormalizedUserName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_AccountId_Id",
                table: "AuditEntries",
                columns: new[] { "AccountId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ChargeLines_AccountId_Day",
                table: "ChargeLines",
                columns: new[] { "AccountId", "Day" });

            migrationBuilder.CreateIndex(
                name: "IX_ChargeLines_EntryId",
                table: "ChargeLines",
                column: "EntryId");

            migrationBuilder.CreateIndex(
                name: "IX_ChargeLines_PriceVersionId",
                table: "ChargeLines",
                column: "PriceVersionId");

            migrationBuilder.CreateIndex(
                name: "IX_ChargeLines_RegionId",
                table: "ChargeLines",
                column: "RegionId");

            migrationBuilder.CreateIndex(
                name: "IX_ChargeLines_SweepRunId",
                table: "ChargeLines",
                column: "SweepRunId");

            migrationBuilder.CreateIndex(
                name: "IX_ChargeLines_VmId_Day_Segment",
                table: "ChargeLines",
                columns: new[] { "VmId", "Day", "Segment" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ChargeLines_VmId_FirstFrom",
                table: "ChargeLines",
                columns: new[] { "VmId", "FirstFrom" });

            migrationBuilder.CreateIndex(
                name: "IX_ChargeLines_VmId_PreviousUntil",
                table: "ChargeLines",
                columns: new[] { "VmId", "PreviousUntil" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "UX_ChargeLines_OneFirst",
                table: "ChargeLines",
                column: "VmId",
                unique: true,
                filter: "\"PreviousUntil\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Events_AccountId_Id",
                table: "Events",
                columns: new[] { "AccountId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Events_Subject_SubjectId_Id",
                table: "Events",
                columns: new[] { "Subject", "SubjectId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_GatewayEvents_DueAt",
                table: "GatewayEvents",
                column: "DueAt",
                filter: "\"State\" = 'Received'");

            migrationBuilder.CreateIndex(
                name: "IX_GatewayEvents_Gateway_EventKey",
                table: "GatewayEvents",
                columns: new[] { "Gateway", "EventKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_GatewayEvents_PaymentId",
                table: "GatewayEvents",
                column: "PaymentId");

            migrationBuilder.CreateIndex(
                name: "IX_Images_AccountId",
                table: "Images",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_Images_ChargedUntil",
                table: "Images",
                column: "ChargedUntil",
                filter: "\"BillingEnd\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Images_RegionId_BackendId",
                table: "Images",
                columns: new[] { "RegionId", "BackendId" },
                unique: true,
                filter: "\"BackendId\" IS NOT NULL AND \"State\" <> 'Deleted'");

            migrationBuilder.CreateIndex(
                name: "IX_Images_RequestId",
                table: "Images",
                column: "RequestId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Images_SourceVmId",
                table: "Images",
                column: "SourceVmId");

            migrationBuilder.CreateIndex(
                name: "IX_LedgerEntries_AccountId_Day",
                table: "LedgerEntries",
                columns: new[] { "AccountId", "Day" },
                filter: "NOT \"IsSealed\"");

            migrationBuilder.CreateIndex(
                name: "IX_LedgerEntries_AccountId_Id",
                table: "LedgerEntries",
                columns: new[] { "AccountId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_LedgerEntries_CorrectsEntryId",
                table: "LedgerEntries",
                column: "CorrectsEntryId");

            migrationBuilder.CreateIndex(
                name: "IX_LedgerEntries_CorrectsLineId",
                table: "LedgerEntries",
                column: "CorrectsLineId");

            migrationBuilder.CreateIndex(
                name: "IX_LedgerEntries_Key",
                table: "LedgerEntries",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LedgerEntries_PaymentId",
                table: "LedgerEntries",
                column: "PaymentId");

            migrationBuilder.CreateIndex(
                name: "UX_Memberships_OneOwner",
                table: "Memberships",
                column: "AccountId",
                unique: true,
                filter: "\"Role\" = 'Owner'");

            migrationBuilder.CreateIndex(
                name: "IX_Operations_AccountId",
                table: "Operations",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_Operations_RegionId",
                table: "Operations",
                column: "RegionId");

            migrationBuilder.CreateIndex(
                name: "IX_Operations_RequestId",
                table: "Operations",
                column: "RequestId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Operations_State_DueAt",
                table: "Operations",
                columns: new[] { "State", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "UX_Operations_OneRunningPerImage",
                table: "Operations",
                column: "ImageId",
                unique: true,
                filter: "\"State\" IN ('Running', 'Waiting') AND \"VmId\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "UX_Operations_OneRunningPerVm",
                table: "Operations",
                column: "VmId",
                unique: true,
                filter: "\"State\" IN ('Running', 'Waiting')");

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_DueAt",
                table: "OutgoingMails",
                column: "DueAt",
                filter: "\"SentAt\" IS NULL AND \"GivenUpAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_Key",
                table: "OutgoingMails",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Payments_AccountId_Id",
                table: "Payments",
                columns: new[] { "AccountId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Payments_Gateway_GatewayId",
                table: "Payments",
                columns: new[] { "Gateway", "GatewayId" },
                unique: true,
                filter: "\"GatewayId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Payments_Reference",
                table: "Payments",
                column: "Reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Payments_RequestId",
                table: "Payments",
                column: "RequestId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PlanRegions_RegionId",
                table: "PlanRegions",
                column: "RegionId");

            migrationBuilder.CreateIndex(
                name: "IX_Plans_Name",
                table: "Plans",
                column: "Name",
                unique: true,
                filter: "\"RetiredAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PriceVersions_RegionId",
                table: "PriceVersions",
                column: "RegionId");

            migrationBuilder.CreateIndex(
                name: "UX_PriceVersions_PlanEverywhere",
                table: "PriceVersions",
                columns: new[] { "PlanId", "From" },
                unique: true,
                filter: "\"PlanId\" IS NOT NULL AND \"RegionId\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "UX_PriceVersions_PlanInRegion",
                table: "PriceVersions",
                columns: new[] { "PlanId", "RegionId", "From" },
                unique: true,
                filter: "\"PlanId\" IS NOT NULL AND \"RegionId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "UX_PriceVersions_SubjectEverywhere",
                table: "PriceVersions",
                columns: new[] { "Subject", "From" },
                unique: true,
                filter: "\"PlanId\" IS NULL AND \"RegionId\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "UX_PriceVersions_SubjectInRegion",
                table: "PriceVersions",
                columns: new[] { "Subject", "RegionId", "From" },
                unique: true,
                filter: "\"PlanId\" IS NULL AND \"RegionId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_RateChanges_OperationId",
                table: "RateChanges",
                column: "OperationId");

            migrationBuilder.CreateIndex(
                name: "IX_RateChanges_PlanId",
                table: "RateChanges",
                column: "PlanId");

            migrationBuilder.CreateIndex(
                name: "IX_RateChanges_PriceVersionId",
                table: "RateChanges",
                column: "PriceVersionId");

            migrationBuilder.CreateIndex(
                name: "IX_Regions_Name",
                table: "Regions",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SshKeys_AccountId_Fingerprint",
                table: "SshKeys",
                columns: new[] { "AccountId", "Fingerprint" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_StorageLines_AccountId_Day",
                table: "StorageLines",
                columns: new[] { "AccountId", "Day" });

            migrationBuilder.CreateIndex(
                name: "IX_StorageLines_EntryId",
                table: "StorageLines",
                column: "EntryId");

            migrationBuilder.CreateIndex(
                name: "IX_StorageLines_ImageId_Day_Segment",
                table: "StorageLines",
                columns: new[] { "ImageId", "Day", "Segment" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_StorageLines_ImageId_PreviousUntil",
                table: "StorageLines",
                columns: new[] { "ImageId", "PreviousUntil" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_StorageLines_PriceVersionId",
                table: "StorageLines",
                column: "PriceVersionId");

            migrationBuilder.CreateIndex(
                name: "UX_StorageLines_OneFirst",
                table: "StorageLines",
                column: "ImageId",
                unique: true,
                filter: "\"PreviousUntil\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_SweepRuns_Sweep_Id",
                table: "SweepRuns",
                columns: new[] { "Sweep", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_TransferPools_RegionId",
                table: "TransferPools",
                column: "RegionId");

            migrationBuilder.CreateIndex(
                name: "IX_VirtualMachines_AccountId_Lifecycle",
                table: "VirtualMachines",
                columns: new[] { "AccountId", "Lifecycle" });

            migrationBuilder.CreateIndex(
                name: "IX_VirtualMachines_CreateToken",
                table: "VirtualMachines",
                column: "CreateToken",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_VirtualMachines_ImageId",
                table: "VirtualMachines",
                column: "ImageId");

            migrationBuilder.CreateIndex(
                name: "IX_VirtualMachines_PlanId",
                table: "VirtualMachines",
                column: "PlanId");

            migrationBuilder.CreateIndex(
                name: "IX_VirtualMachines_RegionId_BackendId",
                table: "VirtualMachines",
                columns: new[] { "RegionId", "BackendId" },
                unique: true,
                filter: "\"BackendId\" IS NOT NULL AND \"Lifecycle\" <> 'Deleted'");

            migrationBuilder.CreateIndex(
                name: "IX_VirtualMachines_RequestId",
                table: "VirtualMachines",
                column: "RequestId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_VmBillings_AccountId",
                table: "VmBillings",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_VmBillings_ChargedUntil_AccountId",
                table: "VmBillings",
                columns: new[] { "ChargedUntil", "AccountId" },
                filter: "\"End\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_VmSshKeys_SshKeyId",
                table: "VmSshKeys",
                column: "SshKeyId");

            migrationBuilder.AddForeignKey(
                name: "FK_ChargeLines_LedgerEntries_EntryId",
                table: "ChargeLines",
                column: "EntryId",
                principalTable: "LedgerEntries",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_ChargeLines_VirtualMachines_VmId",
                table: "ChargeLines",
                column: "VmId",
                principalTable: "VirtualMachines",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_ChargeLines_VmBillings_VmId_FirstFrom",
                table: "ChargeLines",
                columns: new[] { "VmId", "FirstFrom" },
                principalTable: "VmBillings",
                principalColumns: new[] { "VmId", "Start" },
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Images_VirtualMachines_SourceVmId",
                table: "Images",
                column: "SourceVmId",
                principalTable: "VirtualMachines",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            foreach (var sql in Lobster.Core.Data.Guards.PostgresGuards.All) migrationBuilder.Sql(sql);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_ChargeLines_Accounts_AccountId",
                table: "ChargeLines");

            migrationBuilder.DropForeignKey(
                name: "FK_Images_Accounts_AccountId",
                table: "Images");

            migrationBuilder.DropForeignKey(
                name: "FK_LedgerEntries_Accounts_AccountId",
                table: "LedgerEntries");

            migrationBuilder.DropForeignKey(
                name: "FK_Payments_Accounts_AccountId",
                table: "Payments");

            migrationBuilder.DropForeignKey(
                name: "FK_VirtualMachines_Accounts_AccountId",
                table: "VirtualMachines");

            migrationBuilder.DropForeignKey(
                name: "FK_VmBillings_Accounts_AccountId",
                table: "VmBillings");

            migrationBuilder.DropForeignKey(
                name: "FK_ChargeLines_LedgerEntries_EntryId",
                table: "ChargeLines");

            migrationBuilder.DropForeignKey(
                name: "FK_Images_Regions_RegionId",
                table: "Images");

            migrationBuilder.DropForeignKey(
                name: "FK_VirtualMachines_Regions_RegionId",
                table: "VirtualMachines");

            migrationBuilder.DropForeignKey(
                name: "FK_Images_VirtualMachines_SourceVmId",
                table: "Images");

            migrationBuilder.DropTable(
                name: "AspNetRoleClaims");

            migrationBuilder.DropTable(
                name: "AspNetUserClaims");

            migrationBuilder.DropTable(
                name: "AspNetUserLogins");

            migrationBuilder.DropTable(
                name: "AspNetUserPasskeys");

            migrationBuilder.DropTable(
                name: "AspNetUserRoles");

            migrationBuilder.DropTable(
                name: "AspNetUserTokens");

            migrationBuilder.DropTable(
                name: "AuditEntries");

            migrationBuilder.DropTable(
                name: "DataProtectionKeys");

            migrationBuilder.DropTable(
                name: "EventDeliveries");

            migrationBuilder.DropTable(
                name: "GatewayEvents");

            migrationBuilder.DropTable(
                name: "Memberships");

            migrationBuilder.DropTable(
                name: "OperationSteps");

            migrationBuilder.DropTable(
                name: "OutgoingMails");

            migrationBuilder.DropTable(
                name: "PanelSettings");

            migrationBuilder.DropTable(
                name: "PlanRegions");

            migrationBuilder.DropTable(
                name: "RateChanges");

            migrationBuilder.DropTable(
                name: "StorageLines");

            migrationBuilder.DropTable(
                name: "SweepStates");

            migrationBuilder.DropTable(
                name: "TransferDays");

            migrationBuilder.DropTable(
                name: "TransferPools");

            migrationBuilder.DropTable(
                name: "TransferReadings");

            migrationBuilder.DropTable(
                name: "VmSshKeys");

            migrationBuilder.DropTable(
                name: "AspNetRoles");

            migrationBuilder.DropTable(
                name: "Events");

            migrationBuilder.DropTable(
                name: "AspNetUsers");

            migrationBuilder.DropTable(
                name: "Operations");

            migrationBuilder.DropTable(
                name: "SshKeys");

            migrationBuilder.DropTable(
                name: "Accounts");

            migrationBuilder.DropTable(
                name: "LedgerEntries");

            migrationBuilder.DropTable(
                name: "ChargeLines");

            migrationBuilder.DropTable(
                name: "Payments");

            migrationBuilder.DropTable(
                name: "PriceVersions");

            migrationBuilder.DropTable(
                name: "SweepRuns");

            migrationBuilder.DropTable(
                name: "VmBillings");

            migrationBuilder.DropTable(
                name: "Regions");

            migrationBuilder.DropTable(
                name: "VirtualMachines");

            migrationBuilder.DropTable(
                name: "Images");

            migrationBuilder.DropTable(
                name: "Plans");
        }
    }
}
