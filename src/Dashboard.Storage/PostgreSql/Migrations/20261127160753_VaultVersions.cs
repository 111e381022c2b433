using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dashboard.Storage.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class VaultVersions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "VaultVersions",
                columns: table => new
                {
                    Vault = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Version = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CertificateId = table.Column<long>(type: "bigint", nullable: true),
                    Sha1 = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Created = table.Column<long>(type: "bigint", nullable: true),
                    Updated = table.Column<long>(type: "bigint", nullable: true),
                    Apps = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    IsMarkedClient = table.Column<bool>(type: "boolean", nullable: false),
                    DisabledSince = table.Column<long>(type: "bigint", nullable: true),
                    GoneSince = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VaultVersions", x => new { x.Vault, x.Name, x.Version });
                    table.ForeignKey(
                        name: "FK_VaultVersions_Certificates_CertificateId",
                        column: x => x.CertificateId,
                        principalTable: "Certificates",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_VaultVersions_CertificateId",
                table: "VaultVersions",
                column: "CertificateId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "VaultVersions");
        }
    }
}
