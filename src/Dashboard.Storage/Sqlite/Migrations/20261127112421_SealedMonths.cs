using Dashboard.Storage.Reports;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dashboard.Storage.Sqlite.Migrations
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
                    Month = table.Column<int>(type: "INTEGER", nullable: false),
                    Figures = table.Column<string>(type: "TEXT", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", nullable: false),
                    Completeness = table.Column<int>(type: "INTEGER", nullable: false),
                    SealingRun = table.Column<long>(type: "INTEGER", nullable: true),
                    RuleSetVersion = table.Column<string>(type: "TEXT", nullable: false),
                    IsPreliminary = table.Column<bool>(type: "INTEGER", nullable: false),
                    SealedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SealedMonths", x => x.Month);
                });

            // By hand: what is sealed stays as it is inside the database too.
            migrationBuilder.Sql(SealedMonthTriggers.CreateOnSqlite);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(SealedMonthTriggers.DropOnSqlite);

            migrationBuilder.DropTable(
                name: "SealedMonths");
        }
    }
}
