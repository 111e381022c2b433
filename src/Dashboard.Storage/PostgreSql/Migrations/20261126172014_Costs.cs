using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dashboard.Storage.PostgreSql.Migrations
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
                    Source = table.Column<int>(type: "integer", nullable: false),
                    SubscriptionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Month = table.Column<int>(type: "integer", nullable: false),
                    FirstRead = table.Column<long>(type: "bigint", nullable: false),
                    LastRead = table.Column<long>(type: "bigint", nullable: false),
                    FinalRead = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CostReads", x => new { x.Source, x.SubscriptionId, x.Month });
                });

            migrationBuilder.CreateTable(
                name: "ListPrices",
                columns: table => new
                {
                    Region = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    IsLinux = table.Column<bool>(type: "boolean", nullable: false),
                    SkuName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ValidFrom = table.Column<long>(type: "bigint", nullable: false),
                    ValidTo = table.Column<long>(type: "bigint", nullable: false),
                    PerHour = table.Column<long>(type: "bigint", nullable: false),
                    EffectiveFrom = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ListPrices", x => new { x.Region, x.Currency, x.IsLinux, x.SkuName, x.ValidFrom });
                });

            migrationBuilder.CreateTable(
                name: "Plans",
                columns: table => new
                {
                    PlanId = table.Column<long>(type: "bigint", nullable: false),
                    ResourceIdKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ResourceId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SubscriptionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ResourceGroup = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FirstSeen = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Plans", x => x.PlanId);
                });

            migrationBuilder.CreateTable(
                name: "PriceReads",
                columns: table => new
                {
                    Region = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    LastRead = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PriceReads", x => new { x.Region, x.Currency });
                });

            migrationBuilder.CreateTable(
                name: "PlanCosts",
                columns: table => new
                {
                    PlanId = table.Column<long>(type: "bigint", nullable: false),
                    Month = table.Column<int>(type: "integer", nullable: false),
                    Source = table.Column<int>(type: "integer", nullable: false),
                    Currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ValidFrom = table.Column<long>(type: "bigint", nullable: false),
                    ValidTo = table.Column<long>(type: "bigint", nullable: false),
                    Minor = table.Column<long>(type: "bigint", nullable: false)
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
                    PlanId = table.Column<long>(type: "bigint", nullable: false),
                    ValidFrom = table.Column<long>(type: "bigint", nullable: false),
                    ValidTo = table.Column<long>(type: "bigint", nullable: false),
                    Tier = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SkuName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Capacity = table.Column<int>(type: "integer", nullable: true),
                    IsLinux = table.Column<bool>(type: "boolean", nullable: false),
                    Region = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    WebSpace = table.Column<string>(type: "text", nullable: true, collation: "C")
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
