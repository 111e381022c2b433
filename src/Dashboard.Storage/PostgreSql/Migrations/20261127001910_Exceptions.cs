using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Dashboard.Storage.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Exceptions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "BaseDue",
                table: "Findings",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            // Nobody could have an exception before: what was due is due without any.
            migrationBuilder.Sql("""UPDATE "Findings" SET "BaseDue" = "Due";""");

            migrationBuilder.CreateTable(
                name: "ExceptionRevision",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExceptionRevision", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Exceptions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    RequestedAt = table.Column<long>(type: "bigint", nullable: false),
                    RequesterId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RequesterName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Treatment = table.Column<int>(type: "integer", nullable: false),
                    CompensatingControl = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RiskOwner = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Expires = table.Column<long>(type: "bigint", nullable: false),
                    EvidenceLink = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RenewsId = table.Column<long>(type: "bigint", nullable: true),
                    Decision = table.Column<int>(type: "integer", nullable: true),
                    DecidedAt = table.Column<long>(type: "bigint", nullable: true),
                    DecidedById = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DecidedByName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Ending = table.Column<int>(type: "integer", nullable: true),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Exceptions", x => x.Id);
                    table.CheckConstraint("CK_Exceptions_DecidedWhole", "(\"Decision\" IS NULL) = (\"DecidedAt\" IS NULL) AND (\"Decision\" IS NULL) = (\"DecidedById\" IS NULL) AND (\"Ending\" IS NULL) = (\"EndedAt\" IS NULL)");
                    table.CheckConstraint("CK_Exceptions_Expires", "(\"Expires\" > \"RequestedAt\")");
                    table.CheckConstraint("CK_Exceptions_NotApprovedByRequester", "(\"Decision\" IS NULL OR \"Decision\" <> 1 OR lower(trim(\"DecidedById\")) <> lower(trim(\"RequesterId\")))");
                    table.CheckConstraint("CK_Exceptions_OnlyApprovedEnd", "(\"Ending\" IS NULL OR (\"Decision\" IS NOT NULL AND \"Decision\" = 1))");
                    table.ForeignKey(
                        name: "FK_Exceptions_Exceptions_RenewsId",
                        column: x => x.RenewsId,
                        principalTable: "Exceptions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ExceptionCovers",
                columns: table => new
                {
                    ExceptionId = table.Column<long>(type: "bigint", nullable: false),
                    AppId = table.Column<long>(type: "bigint", nullable: false),
                    RuleId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Severity = table.Column<int>(type: "integer", nullable: false),
                    ActiveFrom = table.Column<long>(type: "bigint", nullable: true),
                    ActiveTo = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExceptionCovers", x => new { x.ExceptionId, x.AppId, x.RuleId });
                    table.ForeignKey(
                        name: "FK_ExceptionCovers_Apps_AppId",
                        column: x => x.AppId,
                        principalTable: "Apps",
                        principalColumn: "AppId",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ExceptionCovers_Exceptions_ExceptionId",
                        column: x => x.ExceptionId,
                        principalTable: "Exceptions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ExceptionEvents",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ExceptionId = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Step = table.Column<int>(type: "integer", nullable: false),
                    ActorId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ActorName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Text = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExceptionEvents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ExceptionEvents_Exceptions_ExceptionId",
                        column: x => x.ExceptionId,
                        principalTable: "Exceptions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.InsertData(
                table: "ExceptionRevision",
                columns: new[] { "Id", "Revision" },
                values: new object[] { 1, 0L });

            migrationBuilder.CreateIndex(
                name: "IX_ExceptionCovers_ActiveTo_ActiveFrom",
                table: "ExceptionCovers",
                columns: new[] { "ActiveTo", "ActiveFrom" });

            migrationBuilder.CreateIndex(
                name: "IX_ExceptionCovers_AppId_RuleId",
                table: "ExceptionCovers",
                columns: new[] { "AppId", "RuleId" });

            migrationBuilder.CreateIndex(
                name: "IX_ExceptionEvents_ExceptionId_Id",
                table: "ExceptionEvents",
                columns: new[] { "ExceptionId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ExceptionEvents_OneDecision",
                table: "ExceptionEvents",
                column: "ExceptionId",
                unique: true,
                filter: "\"Step\" IN (1, 2, 3)");

            migrationBuilder.CreateIndex(
                name: "IX_Exceptions_Expires",
                table: "Exceptions",
                column: "Expires");

            migrationBuilder.CreateIndex(
                name: "IX_Exceptions_RequestedAt",
                table: "Exceptions",
                column: "RequestedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Exceptions_RequesterId",
                table: "Exceptions",
                column: "RequesterId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ExceptionCovers");

            migrationBuilder.DropTable(
                name: "ExceptionEvents");

            migrationBuilder.DropTable(
                name: "ExceptionRevision");

            migrationBuilder.DropTable(
                name: "Exceptions");

            migrationBuilder.DropColumn(
                name: "BaseDue",
                table: "Findings");
        }
    }
}
