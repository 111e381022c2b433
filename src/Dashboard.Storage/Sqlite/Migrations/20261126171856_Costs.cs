using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dashboard.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Costs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "CostReads",
                columns: table => new
                {
                    Source = table.Column<int>(type: "INTEGER", nullable: false),
                    SubscriptionId = table.Column<string>(type: "TEXT", nullable: false),
                    Month = table.Column<int>(type: "INTEGER", nullable: false),
                    FirstRead = table.Column<long>(type: "INTEGER", nullable: false),
                    LastRead = table.Column<long>(type: "INTEGER", nullable: false),
                    FinalRead = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CostReads", x => new { x.Source, x.SubscriptionId, x.Month });
                });

            migrationBuilder.CreateTable(
                name: "ListPrices",
                columns: table => new
                {
                    Region = table.Column<string>(type: "TEXT", nullable: false),
                    IsLinux = table.Column<bool>(type: "INTEGER", nullable: false),
                    SkuName = table.Column<string>(type: "TEXT", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", nullable: false),
                    ValidFrom = table.Column<long>(type: "INTEGER", nullable: false),
                    ValidTo = table.Column<long>(type: "INTEGER", nullable: false),
                    PerHour = table.Column<long>(type: "INTEGER", nullable: false),
                    EffectiveFrom = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ListPrices", x => new { x.Region, x.Currency, x.IsLinux, x.SkuName, x.ValidFrom });
                });

            migrationBuilder.CreateTable(
                name: "Plans",
                columns: table => new
                {
                    PlanId = table.Column<long>(type: "INTEGER", nullable: false),
                    ResourceIdKey = table.Column<string>(type: "TEXT", nullable: false),
                    ResourceId = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    SubscriptionId = table.Column<string>(type: "TEXT", nullable: false),
                    ResourceGroup = table.Column<string>(type: "TEXT", nullable: false),
                    FirstSeen = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Plans", x => x.PlanId);
                });

            migrationBuilder.CreateTable(
                name: "PriceReads",
                columns: table => new
                {
                    Region = table.Column<string>(type: "TEXT", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", nullable: false),
                    LastRead = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PriceReads", x => new { x.Region, x.Currency });
                });

            migrationBuilder.CreateTable(
                name: "PlanCosts",
                columns: table => new
                {
                    PlanId = table.Column<long>(type: "INTEGER", nullable: false),
                    Month = table.Column<int>(type: "INTEGER", nullable: false),
                    Source = table.Column<int>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", nullable: false),
                    ValidFrom = table.Column<long>(type: "INTEGER", nullable: false),
                    ValidTo = table.Column<long>(type: "INTEGER", nullable: false),
                    Minor = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlanCosts", x => new { x.PlanId, x.Month, x.Source, x.Currency, x.ValidFrom });
                    table.ForeignKey(
                        name: "FK_PlanCosts_Plans_PlanId",
                        column: x => x.PlanId,
                        principalTable: "Plans",
                        principalColumn: "PlanId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PlanStates",
                columns: table => new
                {
                    PlanId = table.Column<long>(type: "INTEGER", nullable: false),
                    ValidFrom = table.Column<long>(type: "INTEGER", nullable: false),
                    ValidTo = table.Column<long>(type: "INTEGER", nullable: false),
                    Tier = table.Column<string>(type: "TEXT", nullable: true),
                    SkuName = table.Column<string>(type: "TEXT", nullable: true),
                    Capacity = table.Column<int>(type: "INTEGER", nullable: true),
                    IsLinux = table.Column<bool>(type: "INTEGER", nullable: false),
                    Region = table.Column<string>(type: "TEXT", nullable: true),
                    WebSpace = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlanStates", x => new { x.PlanId, x.ValidFrom });
                    table.ForeignKey(
                        name: "FK_PlanStates_Plans_PlanId",
                        column: x => x.PlanId,
                        principalTable: "Plans",
                        principalColumn: "PlanId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PlanCosts_Month_ValidTo",
                table: "PlanCosts",
                columns: new[] { "Month", "ValidTo" });

            migrationBuilder.CreateIndex(
                name: "IX_Plans_ResourceIdKey",
                table: "Plans",
                column: "ResourceIdKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PlanStates_ValidTo",
                table: "PlanStates",
                column: "ValidTo");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CostReads");

            migrationBuilder.DropTable(
                name: "ListPrices");

            migrationBuilder.DropTable(
                name: "PlanCosts");

            migrationBuilder.DropTable(
                name: "PlanStates");

            migrationBuilder.DropTable(
                name: "PriceReads");

            migrationBuilder.DropTable(
                name: "Plans");
        }
    }
}
