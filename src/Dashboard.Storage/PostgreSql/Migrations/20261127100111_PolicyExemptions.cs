using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dashboard.Storage.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class PolicyExemptions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "PolicyExemptions",
                columns: table => new
                {
                    ResourceIdKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ValidFrom = table.Column<long>(type: "bigint", nullable: false),
                    ValidTo = table.Column<long>(type: "bigint", nullable: false),
                    LastSeen = table.Column<long>(type: "bigint", nullable: true),
                    FirstSeen = table.Column<long>(type: "bigint", nullable: false),
                    ResourceId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AssignmentId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AssignmentName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Category = table.Column<int>(type: "integer", nullable: true),
                    ExpiresOn = table.Column<long>(type: "bigint", nullable: true),
                    ExpiryUnderstood = table.Column<bool>(type: "boolean", nullable: false),
                    DisplayName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Description = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    References = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    HasSelectors = table.Column<bool>(type: "boolean", nullable: false),
                    CreatedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: true),
                    ModifiedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ModifiedAt = table.Column<long>(type: "bigint", nullable: true),
                    Relevance = table.Column<int>(type: "integer", nullable: false),
                    Targets = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PolicyExemptions", x => new { x.ResourceIdKey, x.ValidFrom });
                });

            migrationBuilder.CreateTable(
                name: "SubscriptionAncestors",
                columns: table => new
                {
                    SubscriptionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ValidFrom = table.Column<long>(type: "bigint", nullable: false),
                    ValidTo = table.Column<long>(type: "bigint", nullable: false),
                    Ancestors = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SubscriptionAncestors", x => new { x.SubscriptionId, x.ValidFrom });
                });

            migrationBuilder.CreateIndex(
                name: "IX_PolicyExemptions_ValidTo",
                table: "PolicyExemptions",
                column: "ValidTo");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PolicyExemptions");

            migrationBuilder.DropTable(
                name: "SubscriptionAncestors");
        }
    }
}
