using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Dashboard.Storage.PostgreSql.Migrations
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
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    AppId = table.Column<long>(type: "bigint", nullable: false),
                    RuleId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Detected = table.Column<long>(type: "bigint", nullable: false),
                    Occurred = table.Column<long>(type: "bigint", nullable: true),
                    Baseline = table.Column<bool>(type: "boolean", nullable: false),
                    Occurrence = table.Column<int>(type: "integer", nullable: false),
                    PreviousId = table.Column<long>(type: "bigint", nullable: true),
                    Flapping = table.Column<bool>(type: "boolean", nullable: false),
                    Severity = table.Column<int>(type: "integer", nullable: false),
                    Due = table.Column<long>(type: "bigint", nullable: false),
                    EndSeen = table.Column<long>(type: "bigint", nullable: false),
                    Ended = table.Column<long>(type: "bigint", nullable: true),
                    EndExact = table.Column<bool>(type: "boolean", nullable: false),
                    End = table.Column<int>(type: "integer", nullable: true),
                    Assignee = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Ticket = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Findings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Findings_Apps_AppId",
                        column: x => x.AppId,
                        principalTable: "Apps",
                        principalColumn: "AppId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FindingNotes",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    FindingId = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    AuthorId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AuthorName = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FindingNotes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FindingNotes_Findings_FindingId",
                        column: x => x.FindingId,
                        principalTable: "Findings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FindingTerms",
                columns: table => new
                {
                    FindingId = table.Column<long>(type: "bigint", nullable: false),
                    ValidTo = table.Column<long>(type: "bigint", nullable: false),
                    Severity = table.Column<int>(type: "integer", nullable: false),
                    Due = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FindingTerms", x => new { x.FindingId, x.ValidTo });
                    table.ForeignKey(
                        name: "FK_FindingTerms_Findings_FindingId",
                        column: x => x.FindingId,
                        principalTable: "Findings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_FindingNotes_FindingId_At",
                table: "FindingNotes",
                columns: new[] { "FindingId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Findings_AppId_RuleId",
                table: "Findings",
                columns: new[] { "AppId", "RuleId" });

            migrationBuilder.CreateIndex(
                name: "IX_Findings_Due_Id",
                table: "Findings",
                columns: new[] { "Due", "Id" },
                filter: "\"EndSeen\" = 9223372036854775807");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "FindingNotes");

            migrationBuilder.DropTable(
                name: "FindingTerms");

            migrationBuilder.DropTable(
                name: "Findings");
        }
    }
}
