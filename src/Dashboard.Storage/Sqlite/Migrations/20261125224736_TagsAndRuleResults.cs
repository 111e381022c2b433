using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dashboard.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class TagsAndRuleResults : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_AppStates_Grid",
                table: "AppStates");

            migrationBuilder.AddColumn<long>(
                name: "TagSetId",
                table: "AppStates",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Results",
                table: "AppEvidence",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.Sql(RuleResultsBackfill.OnSqlite);

            migrationBuilder.CreateTable(
                name: "TagSets",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TagSets", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TagFindings",
                columns: table => new
                {
                    TagSetId = table.Column<long>(type: "INTEGER", nullable: false),
                    Ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Standing = table.Column<int>(type: "INTEGER", nullable: false),
                    First = table.Column<bool>(type: "INTEGER", nullable: false),
                    Level = table.Column<string>(type: "TEXT", nullable: false),
                    NameKey = table.Column<string>(type: "TEXT", nullable: false),
                    ValueKey = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Value = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TagFindings", x => new { x.TagSetId, x.Ordinal });
                    table.ForeignKey(
                        name: "FK_TagFindings_TagSets_TagSetId",
                        column: x => x.TagSetId,
                        principalTable: "TagSets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AppStates_Grid",
                table: "AppStates",
                columns: new[] { "NameKey", "AppId", "Verdict", "SubscriptionId", "OwnerKey", "CostCentreKey", "EnvironmentKey", "ScenarioKey", "TierKey", "Sensitivity", "Reachability", "InScope", "Stopped", "Stale", "OptedOut", "VerdictSince", "FailedRules", "EvidenceId", "TagSetId" },
                filter: "\"ValidTo\" = 9223372036854775807");

            migrationBuilder.CreateIndex(
                name: "IX_TagSets_Hash",
                table: "TagSets",
                column: "Hash",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "TagFindings");

            migrationBuilder.DropTable(
                name: "TagSets");

            migrationBuilder.DropIndex(
                name: "IX_AppStates_Grid",
                table: "AppStates");

            migrationBuilder.DropColumn(
                name: "TagSetId",
                table: "AppStates");

            migrationBuilder.DropColumn(
                name: "Results",
                table: "AppEvidence");

            migrationBuilder.CreateIndex(
                name: "IX_AppStates_Grid",
                table: "AppStates",
                columns: new[] { "NameKey", "AppId", "Verdict", "SubscriptionId", "OwnerKey", "CostCentreKey", "EnvironmentKey", "ScenarioKey", "TierKey", "Sensitivity", "Reachability", "InScope", "Stopped", "Stale", "OptedOut", "VerdictSince", "FailedRules" },
                filter: "\"ValidTo\" = 9223372036854775807");
        }
    }
}
