using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dashboard.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AppEvidence",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Outcomes = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AppEvidence", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Apps",
                columns: table => new
                {
                    AppId = table.Column<long>(type: "INTEGER", nullable: false),
                    ResourceIdKey = table.Column<string>(type: "TEXT", nullable: false),
                    Generation = table.Column<int>(type: "INTEGER", nullable: false),
                    ResourceId = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    SubscriptionId = table.Column<string>(type: "TEXT", nullable: false),
                    ResourceGroup = table.Column<string>(type: "TEXT", nullable: false),
                    IsSlot = table.Column<bool>(type: "INTEGER", nullable: false),
                    FirstSeen = table.Column<long>(type: "INTEGER", nullable: false),
                    DecommissionedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Fingerprint = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Verdict = table.Column<int>(type: "INTEGER", nullable: false),
                    Stale = table.Column<bool>(type: "INTEGER", nullable: false),
                    LastSeen = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Apps", x => x.AppId);
                });

            migrationBuilder.CreateTable(
                name: "DatabaseInfo",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Mode = table.Column<string>(type: "TEXT", nullable: false),
                    Origin = table.Column<string>(type: "TEXT", nullable: false),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DatabaseInfo", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DimensionLabels",
                columns: table => new
                {
                    Dimension = table.Column<int>(type: "INTEGER", nullable: false),
                    Value = table.Column<string>(type: "TEXT", nullable: false),
                    Label = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DimensionLabels", x => new { x.Dimension, x.Value });
                });

            migrationBuilder.CreateTable(
                name: "KpiIntervals",
                columns: table => new
                {
                    Dimension = table.Column<int>(type: "INTEGER", nullable: false),
                    Value = table.Column<string>(type: "TEXT", nullable: false),
                    ValidFrom = table.Column<long>(type: "INTEGER", nullable: false),
                    ValidTo = table.Column<long>(type: "INTEGER", nullable: false),
                    CoveredEnforced = table.Column<int>(type: "INTEGER", nullable: false),
                    CoveredGaps = table.Column<int>(type: "INTEGER", nullable: false),
                    CoveredNotEnforced = table.Column<int>(type: "INTEGER", nullable: false),
                    CoveredUnknown = table.Column<int>(type: "INTEGER", nullable: false),
                    CoveredUnsupported = table.Column<int>(type: "INTEGER", nullable: false),
                    Denominator = table.Column<int>(type: "INTEGER", nullable: false),
                    Enforced = table.Column<int>(type: "INTEGER", nullable: false),
                    Gaps = table.Column<int>(type: "INTEGER", nullable: false),
                    InScope = table.Column<int>(type: "INTEGER", nullable: false),
                    NotApplicable = table.Column<int>(type: "INTEGER", nullable: false),
                    NotApplicableInScope = table.Column<int>(type: "INTEGER", nullable: false),
                    NotEnforced = table.Column<int>(type: "INTEGER", nullable: false),
                    OptedOut = table.Column<int>(type: "INTEGER", nullable: false),
                    PublicDenominator = table.Column<int>(type: "INTEGER", nullable: false),
                    PublicEnforced = table.Column<int>(type: "INTEGER", nullable: false),
                    Stale = table.Column<int>(type: "INTEGER", nullable: false),
                    Stopped = table.Column<int>(type: "INTEGER", nullable: false),
                    Total = table.Column<int>(type: "INTEGER", nullable: false),
                    Unclassified = table.Column<int>(type: "INTEGER", nullable: false),
                    Unknown = table.Column<int>(type: "INTEGER", nullable: false),
                    Unsupported = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KpiIntervals", x => new { x.Dimension, x.Value, x.ValidFrom });
                });

            migrationBuilder.CreateTable(
                name: "Leases",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    RunId = table.Column<long>(type: "INTEGER", nullable: true),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Leases", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Runs",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RunTime = table.Column<long>(type: "INTEGER", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    CompletedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Status = table.Column<int>(type: "INTEGER", nullable: false),
                    Trigger = table.Column<int>(type: "INTEGER", nullable: false),
                    StartedBy = table.Column<string>(type: "TEXT", nullable: false),
                    RuleSetVersion = table.Column<string>(type: "TEXT", nullable: false),
                    CancelRequested = table.Column<bool>(type: "INTEGER", nullable: false),
                    Phase = table.Column<string>(type: "TEXT", nullable: true),
                    PagesRead = table.Column<int>(type: "INTEGER", nullable: false),
                    AppsRead = table.Column<int>(type: "INTEGER", nullable: false),
                    RequestsSent = table.Column<int>(type: "INTEGER", nullable: false),
                    ExpectedApps = table.Column<int>(type: "INTEGER", nullable: true),
                    Apps = table.Column<int>(type: "INTEGER", nullable: false),
                    Requests = table.Column<int>(type: "INTEGER", nullable: false),
                    ArmReads = table.Column<int>(type: "INTEGER", nullable: false),
                    Changed = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    MissingScopes = table.Column<string>(type: "TEXT", nullable: false),
                    Report = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Runs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Subscriptions",
                columns: table => new
                {
                    SubscriptionId = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    FirstSeen = table.Column<long>(type: "INTEGER", nullable: false),
                    LastSeen = table.Column<long>(type: "INTEGER", nullable: false),
                    RetiredAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Subscriptions", x => x.SubscriptionId);
                });

            migrationBuilder.CreateTable(
                name: "AppStates",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    AppId = table.Column<long>(type: "INTEGER", nullable: false),
                    ValidFrom = table.Column<long>(type: "INTEGER", nullable: false),
                    ValidTo = table.Column<long>(type: "INTEGER", nullable: false),
                    Verdict = table.Column<int>(type: "INTEGER", nullable: false),
                    VerdictSince = table.Column<long>(type: "INTEGER", nullable: false),
                    Stale = table.Column<bool>(type: "INTEGER", nullable: false),
                    LastSeen = table.Column<long>(type: "INTEGER", nullable: true),
                    NameKey = table.Column<string>(type: "TEXT", nullable: false),
                    SubscriptionId = table.Column<string>(type: "TEXT", nullable: false),
                    OwnerKey = table.Column<string>(type: "TEXT", nullable: false),
                    CostCentreKey = table.Column<string>(type: "TEXT", nullable: false),
                    EnvironmentKey = table.Column<string>(type: "TEXT", nullable: false),
                    ScenarioKey = table.Column<string>(type: "TEXT", nullable: false),
                    TierKey = table.Column<string>(type: "TEXT", nullable: false),
                    Sensitivity = table.Column<int>(type: "INTEGER", nullable: true),
                    Reachability = table.Column<int>(type: "INTEGER", nullable: false),
                    InScope = table.Column<bool>(type: "INTEGER", nullable: true),
                    Stopped = table.Column<bool>(type: "INTEGER", nullable: false),
                    OptedOut = table.Column<bool>(type: "INTEGER", nullable: false),
                    FailedRules = table.Column<string>(type: "TEXT", nullable: false),
                    EvidenceId = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: true),
                    Location = table.Column<string>(type: "TEXT", nullable: true),
                    PlanId = table.Column<string>(type: "TEXT", nullable: true),
                    Tier = table.Column<string>(type: "TEXT", nullable: true),
                    DefaultHostName = table.Column<string>(type: "TEXT", nullable: true),
                    EffectiveMode = table.Column<int>(type: "INTEGER", nullable: false),
                    ClientCertEnabled = table.Column<bool>(type: "INTEGER", nullable: true),
                    ClientCertMode = table.Column<string>(type: "TEXT", nullable: true),
                    ExclusionPaths = table.Column<string>(type: "TEXT", nullable: true),
                    HttpsOnly = table.Column<bool>(type: "INTEGER", nullable: true),
                    Http20Enabled = table.Column<bool>(type: "INTEGER", nullable: true),
                    MinTlsVersion = table.Column<string>(type: "TEXT", nullable: true),
                    PublicNetworkAccess = table.Column<string>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", nullable: true),
                    Owner = table.Column<string>(type: "TEXT", nullable: true),
                    CostCentre = table.Column<string>(type: "TEXT", nullable: true),
                    Environment = table.Column<string>(type: "TEXT", nullable: true),
                    Scenario = table.Column<string>(type: "TEXT", nullable: true),
                    Gateway = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AppStates", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AppStates_AppEvidence_EvidenceId",
                        column: x => x.EvidenceId,
                        principalTable: "AppEvidence",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AppStates_Apps_AppId",
                        column: x => x.AppId,
                        principalTable: "Apps",
                        principalColumn: "AppId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.InsertData(
                table: "Leases",
                columns: new[] { "Id", "Epoch", "ExpiresAt", "RunId" },
                values: new object[] { 1, 0L, 0L, null });

            migrationBuilder.CreateIndex(
                name: "IX_AppEvidence_Hash",
                table: "AppEvidence",
                column: "Hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Apps_ResourceIdKey_Generation",
                table: "Apps",
                columns: new[] { "ResourceIdKey", "Generation" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AppStates_AppId_ValidFrom",
                table: "AppStates",
                columns: new[] { "AppId", "ValidFrom" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AppStates_Grid",
                table: "AppStates",
                columns: new[] { "NameKey", "AppId", "Verdict", "SubscriptionId", "OwnerKey", "CostCentreKey", "EnvironmentKey", "ScenarioKey", "TierKey", "Sensitivity", "Reachability", "InScope", "Stopped", "Stale", "OptedOut", "VerdictSince", "FailedRules" },
                filter: "\"ValidTo\" = 9223372036854775807");

            migrationBuilder.CreateIndex(
                name: "IX_AppStates_ValidFrom",
                table: "AppStates",
                column: "ValidFrom");

            migrationBuilder.CreateIndex(
                name: "IX_AppStates_ValidTo",
                table: "AppStates",
                column: "ValidTo",
                filter: "\"ValidTo\" < 9223372036854775807");

            migrationBuilder.CreateIndex(
                name: "IX_KpiIntervals_Dimension_ValidTo",
                table: "KpiIntervals",
                columns: new[] { "Dimension", "ValidTo" });

            migrationBuilder.CreateIndex(
                name: "IX_Runs_RunTime",
                table: "Runs",
                column: "RunTime",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AppStates");

            migrationBuilder.DropTable(
                name: "DatabaseInfo");

            migrationBuilder.DropTable(
                name: "DimensionLabels");

            migrationBuilder.DropTable(
                name: "KpiIntervals");

            migrationBuilder.DropTable(
                name: "Leases");

            migrationBuilder.DropTable(
                name: "Runs");

            migrationBuilder.DropTable(
                name: "Subscriptions");

            migrationBuilder.DropTable(
                name: "AppEvidence");

            migrationBuilder.DropTable(
                name: "Apps");
        }
    }
}
