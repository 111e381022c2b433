using Dashboard.Storage.Reports;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dashboard.Storage.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class SealedMonths : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "SealedMonths",
                columns: table => new
                {
                    Month = table.Column<int>(type: "integer", nullable: false),
                    Figures = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Completeness = table.Column<int>(type: "integer", nullable: false),
                    SealingRun = table.Column<long>(type: "bigint", nullable: true),
                    RuleSetVersion = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    IsPreliminary = table.Column<bool>(type: "boolean", nullable: false),
                    SealedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SealedMonths", x => x.Month);
                });

            // By hand: what is sealed stays as it is inside the database too.
            migrationBuilder.Sql(SealedMonthTriggers.CreateOnPostgreSql);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(SealedMonthTriggers.DropOnPostgreSql);

            migrationBuilder.DropTable(
                name: "SealedMonths");
        }
    }
}
