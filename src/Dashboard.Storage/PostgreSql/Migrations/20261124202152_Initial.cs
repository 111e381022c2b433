using Dashboard.Storage.Auditing;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Dashboard.Storage.PostgreSql.Migrations
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
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    Outcomes = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AppEvidence", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Apps",
                columns: table => new
                {
                    AppId = table.Column<long>(type: "bigint", nullable: false),
                    ResourceIdKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Generation = table.Column<int>(type: "integer", nullable: false),
                    ResourceId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SubscriptionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ResourceGroup = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    IsSlot = table.Column<bool>(type: "boolean", nullable: false),
                    FirstSeen = table.Column<long>(type: "bigint", nullable: false),
                    DecommissionedAt = table.Column<long>(type: "bigint", nullable: true),
                    Fingerprint = table.Column<byte[]>(type: "bytea", nullable: false),
                    Verdict = table.Column<int>(type: "integer", nullable: false),
                    Stale = table.Column<bool>(type: "boolean", nullable: false),
                    LastSeen = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Apps", x => x.AppId);
                });

            migrationBuilder.CreateTable(
                name: "AuditHead",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Seq = table.Column<long>(type: "bigint", nullable: false),
                    Hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditHead", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AuditTrail",
                columns: table => new
                {
                    Seq = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Content = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PrevHash = table.Column<byte[]>(type: "bytea", nullable: false),
                    Hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    Action = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ActorId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SubjectKind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SubjectId = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditTrail", x => x.Seq);
                });

            migrationBuilder.CreateTable(
                name: "DatabaseInfo",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Mode = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Origin = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RecordedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DatabaseInfo", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DimensionLabels",
                columns: table => new
                {
                    Dimension = table.Column<int>(type: "integer", nullable: false),
                    Value = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Label = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DimensionLabels", x => new { x.Dimension, x.Value });
                });

            migrationBuilder.CreateTable(
                name: "KpiIntervals",
                columns: table => new
                {
                    Dimension = table.Column<int>(type: "integer", nullable: false),
                    Value = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ValidFrom = table.Column<long>(type: "bigint", nullable: false),
                    ValidTo = table.Column<long>(type: "bigint", nullable: false),
                    CoveredEnforced = table.Column<int>(type: "integer", nullable: false),
                    CoveredGaps = table.Column<int>(type: "integer", nullable: false),
                    CoveredNotEnforced = table.Column<int>(type: "integer", nullable: false),
                    CoveredUnknown = table.Column<int>(type: "integer", nullable: false),
                    CoveredUnsupported = table.Column<int>(type: "integer", nullable: false),
                    Denominator = table.Column<int>(type: "integer", nullable: false),
                    Enforced = table.Column<int>(type: "integer", nullable: false),
                    Gaps = table.Column<int>(type: "integer", nullable: false),
                    InScope = table.Column<int>(type: "integer", nullable: false),
                    NotApplicable = table.Column<int>(type: "integer", nullable: false),
                    NotApplicableInScope = table.Column<int>(type: "integer", nullable: false),
                    NotEnforced = table.Column<int>(type: "integer", nullable: false),
                    OptedOut = table.Column<int>(type: "integer", nullable: false),
                    PublicDenominator = table.Column<int>(type: "integer", nullable: false),
                    PublicEnforced = table.Column<int>(type: "integer", nullable: false),
                    Stale = table.Column<int>(type: "integer", nullable: false),
                    Stopped = table.Column<int>(type: "integer", nullable: false),
                    Total = table.Column<int>(type: "integer", nullable: false),
                    Unclassified = table.Column<int>(type: "integer", nullable: false),
                    Unknown = table.Column<int>(type: "integer", nullable: false),
                    Unsupported = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KpiIntervals", x => new { x.Dimension, x.Value, x.ValidFrom });
                });

            migrationBuilder.CreateTable(
                name: "Leases",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Epoch = table.Column<long>(type: "bigint", nullable: false),
                    RunId = table.Column<long>(type: "bigint", nullable: true),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Leases", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Runs",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    RunTime = table.Column<long>(type: "bigint", nullable: false),
                    StartedAt = table.Column<long>(type: "bigint", nullable: false),
                    CompletedAt = table.Column<long>(type: "bigint", nullable: true),
                    Status = table.Column<int>(type: "integer", nullable: false),
                    Trigger = table.Column<int>(type: "integer", nullable: false),
                    StartedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RuleSetVersion = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ChangesRead = table.Column<bool>(type: "boolean", nullable: false),
                    CancelRequested = table.Column<bool>(type: "boolean", nullable: false),
                    Phase = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PagesRead = table.Column<int>(type: "integer", nullable: false),
                    AppsRead = table.Column<int>(type: "integer", nullable: false),
                    RequestsSent = table.Column<int>(type: "integer", nullable: false),
                    ExpectedApps = table.Column<int>(type: "integer", nullable: true),
                    Apps = table.Column<int>(type: "integer", nullable: false),
                    Requests = table.Column<int>(type: "integer", nullable: false),
                    ArmReads = table.Column<int>(type: "integer", nullable: false),
                    Changed = table.Column<int>(type: "integer", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    MissingScopes = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Report = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Runs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Subscriptions",
                columns: table => new
                {
                    SubscriptionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FirstSeen = table.Column<long>(type: "bigint", nullable: false),
                    LastSeen = table.Column<long>(type: "bigint", nullable: false),
                    RetiredAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Subscriptions", x => x.SubscriptionId);
                });

            migrationBuilder.CreateTable(
                name: "AppStates",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    AppId = table.Column<long>(type: "bigint", nullable: false),
                    ValidFrom = table.Column<long>(type: "bigint", nullable: false),
                    ValidTo = table.Column<long>(type: "bigint", nullable: false),
                    Verdict = table.Column<int>(type: "integer", nullable: false),
                    VerdictSince = table.Column<long>(type: "bigint", nullable: false),
                    Stale = table.Column<bool>(type: "boolean", nullable: false),
                    LastSeen = table.Column<long>(type: "bigint", nullable: true),
                    NameKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SubscriptionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    OwnerKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CostCentreKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    EnvironmentKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ScenarioKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TierKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Sensitivity = table.Column<int>(type: "integer", nullable: true),
                    Reachability = table.Column<int>(type: "integer", nullable: false),
                    InScope = table.Column<bool>(type: "boolean", nullable: true),
                    Stopped = table.Column<bool>(type: "boolean", nullable: false),
                    OptedOut = table.Column<bool>(type: "boolean", nullable: false),
                    FailedRules = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    EvidenceId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Location = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PlanId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Tier = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DefaultHostName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    EffectiveMode = table.Column<int>(type: "integer", nullable: false),
                    ClientCertEnabled = table.Column<bool>(type: "boolean", nullable: true),
                    ClientCertMode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ExclusionPaths = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    HttpsOnly = table.Column<bool>(type: "boolean", nullable: true),
                    Http20Enabled = table.Column<bool>(type: "boolean", nullable: true),
                    MinTlsVersion = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PublicNetworkAccess = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    State = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Owner = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    CostCentre = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Environment = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Scenario = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Gateway = table.Column<string>(type: "text", nullable: true, collation: "C")
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

            migrationBuilder.CreateTable(
                name: "FormerIds",
                columns: table => new
                {
                    AppId = table.Column<long>(type: "bigint", nullable: false),
                    ValidFrom = table.Column<long>(type: "bigint", nullable: false),
                    ValidTo = table.Column<long>(type: "bigint", nullable: false),
                    ResourceIdKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ResourceId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ResourceGroup = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FormerIds", x => new { x.AppId, x.ValidFrom });
                    table.ForeignKey(
                        name: "FK_FormerIds_Apps_AppId",
                        column: x => x.AppId,
                        principalTable: "Apps",
                        principalColumn: "AppId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AppEvents",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    AppId = table.Column<long>(type: "bigint", nullable: false),
                    StateId = table.Column<long>(type: "bigint", nullable: false),
                    RunTime = table.Column<long>(type: "bigint", nullable: false),
                    OccurredAt = table.Column<long>(type: "bigint", nullable: false),
                    Exact = table.Column<bool>(type: "boolean", nullable: false),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    VerdictBefore = table.Column<int>(type: "integer", nullable: true),
                    VerdictAfter = table.Column<int>(type: "integer", nullable: true),
                    Direction = table.Column<int>(type: "integer", nullable: false),
                    ChangedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ChangedByType = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ClientType = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Operation = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ChangeId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Properties = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AppEvents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AppEvents_AppStates_StateId",
                        column: x => x.StateId,
                        principalTable: "AppStates",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AppEvents_Apps_AppId",
                        column: x => x.AppId,
                        principalTable: "Apps",
                        principalColumn: "AppId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.InsertData(
                table: "AuditHead",
                columns: new[] { "Id", "Hash", "Seq" },
                values: new object[] { 1, new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, 0L });

            migrationBuilder.InsertData(
                table: "Leases",
                columns: new[] { "Id", "Epoch", "ExpiresAt", "RunId" },
                values: new object[] { 1, 0L, 0L, null });

            migrationBuilder.CreateIndex(
                name: "IX_AppEvents_AppId_OccurredAt",
                table: "AppEvents",
                columns: new[] { "AppId", "OccurredAt" });

            migrationBuilder.CreateIndex(
                name: "IX_AppEvents_ChangeId_AppId",
                table: "AppEvents",
                columns: new[] { "ChangeId", "AppId" },
                unique: true,
                filter: "\"ChangeId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AppEvents_OccurredAt_Id",
                table: "AppEvents",
                columns: new[] { "OccurredAt", "Id" });

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
                name: "IX_AuditTrail_Action_Seq",
                table: "AuditTrail",
                columns: new[] { "Action", "Seq" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditTrail_ActorId_Seq",
                table: "AuditTrail",
                columns: new[] { "ActorId", "Seq" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditTrail_At",
                table: "AuditTrail",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_AuditTrail_Hash",
                table: "AuditTrail",
                column: "Hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AuditTrail_PrevHash",
                table: "AuditTrail",
                column: "PrevHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AuditTrail_SubjectKind_SubjectId_Seq",
                table: "AuditTrail",
                columns: new[] { "SubjectKind", "SubjectId", "Seq" });

            migrationBuilder.CreateIndex(
                name: "IX_FormerIds_ResourceIdKey",
                table: "FormerIds",
                column: "ResourceIdKey");

            migrationBuilder.CreateIndex(
                name: "IX_KpiIntervals_Dimension_ValidTo",
                table: "KpiIntervals",
                columns: new[] { "Dimension", "ValidTo" });

            migrationBuilder.CreateIndex(
                name: "IX_Runs_RunTime",
                table: "Runs",
                column: "RunTime",
                unique: true);

            // By hand: the trail is append-only inside the database too.
            migrationBuilder.Sql(AuditTriggers.CreateOnPostgreSql);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(AuditTriggers.DropOnPostgreSql);

            migrationBuilder.DropTable(
                name: "AppEvents");

            migrationBuilder.DropTable(
                name: "AuditHead");

            migrationBuilder.DropTable(
                name: "AuditTrail");

            migrationBuilder.DropTable(
                name: "DatabaseInfo");

            migrationBuilder.DropTable(
                name: "DimensionLabels");

            migrationBuilder.DropTable(
                name: "FormerIds");

            migrationBuilder.DropTable(
                name: "KpiIntervals");

            migrationBuilder.DropTable(
                name: "Leases");

            migrationBuilder.DropTable(
                name: "Runs");

            migrationBuilder.DropTable(
                name: "Subscriptions");

            migrationBuilder.DropTable(
                name: "AppStates");

            migrationBuilder.DropTable(
                name: "AppEvidence");

            migrationBuilder.DropTable(
                name: "Apps");
        }
    }
}
