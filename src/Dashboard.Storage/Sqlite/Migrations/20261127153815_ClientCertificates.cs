using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dashboard.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ClientCertificates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "CertificateImports",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ActorId = table.Column<string>(type: "TEXT", nullable: false),
                    ActorName = table.Column<string>(type: "TEXT", nullable: false),
                    Source = table.Column<int>(type: "INTEGER", nullable: false),
                    FileHash = table.Column<string>(type: "TEXT", nullable: true),
                    Rows = table.Column<int>(type: "INTEGER", nullable: false),
                    Added = table.Column<int>(type: "INTEGER", nullable: false),
                    Changed = table.Column<int>(type: "INTEGER", nullable: false),
                    Unchanged = table.Column<int>(type: "INTEGER", nullable: false),
                    Bad = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CertificateImports", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CertificateRevision",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CertificateRevision", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Pkis",
                columns: table => new
                {
                    PkiId = table.Column<long>(type: "INTEGER", nullable: false),
                    ValidFrom = table.Column<long>(type: "INTEGER", nullable: false),
                    ValidTo = table.Column<long>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Issuers = table.Column<string>(type: "TEXT", nullable: false),
                    Owner = table.Column<string>(type: "TEXT", nullable: true),
                    Contact = table.Column<string>(type: "TEXT", nullable: true),
                    RenewalPolicy = table.Column<string>(type: "TEXT", nullable: true),
                    RenewalDays = table.Column<int>(type: "INTEGER", nullable: true),
                    RevocationPoints = table.Column<string>(type: "TEXT", nullable: false),
                    CostPerCertificate = table.Column<string>(type: "TEXT", nullable: true),
                    Currency = table.Column<string>(type: "TEXT", nullable: true),
                    ChangedById = table.Column<string>(type: "TEXT", nullable: false),
                    ChangedByName = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Pkis", x => new { x.PkiId, x.ValidFrom });
                });

            migrationBuilder.CreateTable(
                name: "Certificates",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Thumbprint = table.Column<string>(type: "TEXT", nullable: true),
                    IssuerSerial = table.Column<string>(type: "TEXT", nullable: false),
                    ClientKey = table.Column<string>(type: "TEXT", nullable: true),
                    ClientName = table.Column<string>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: false),
                    Issuer = table.Column<string>(type: "TEXT", nullable: false),
                    IssuerKey = table.Column<string>(type: "TEXT", nullable: false),
                    Serial = table.Column<string>(type: "TEXT", nullable: false),
                    NotBefore = table.Column<long>(type: "INTEGER", nullable: false),
                    NotAfter = table.Column<long>(type: "INTEGER", nullable: false),
                    Issued = table.Column<long>(type: "INTEGER", nullable: false),
                    Key = table.Column<int>(type: "INTEGER", nullable: false),
                    KeySize = table.Column<int>(type: "INTEGER", nullable: true),
                    Curve = table.Column<string>(type: "TEXT", nullable: true),
                    Signature = table.Column<string>(type: "TEXT", nullable: true),
                    Ekus = table.Column<string>(type: "TEXT", nullable: true),
                    Sans = table.Column<string>(type: "TEXT", nullable: true),
                    IsAuthority = table.Column<bool>(type: "INTEGER", nullable: true),
                    IsClient = table.Column<bool>(type: "INTEGER", nullable: false),
                    Custody = table.Column<int>(type: "INTEGER", nullable: false),
                    Source = table.Column<int>(type: "INTEGER", nullable: false),
                    Vault = table.Column<string>(type: "TEXT", nullable: true),
                    VaultName = table.Column<string>(type: "TEXT", nullable: true),
                    VaultVersion = table.Column<string>(type: "TEXT", nullable: true),
                    Known = table.Column<long>(type: "INTEGER", nullable: false),
                    ImportId = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Certificates", x => x.Id);
                    table.CheckConstraint("CK_Certificates_Validity", "(\"NotAfter\" >= \"NotBefore\")");
                    table.ForeignKey(
                        name: "FK_Certificates_CertificateImports_ImportId",
                        column: x => x.ImportId,
                        principalTable: "CertificateImports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CertificateApps",
                columns: table => new
                {
                    CertificateId = table.Column<long>(type: "INTEGER", nullable: false),
                    AppKey = table.Column<string>(type: "TEXT", nullable: false),
                    Known = table.Column<long>(type: "INTEGER", nullable: false),
                    ImportId = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CertificateApps", x => new { x.CertificateId, x.AppKey });
                    table.ForeignKey(
                        name: "FK_CertificateApps_Certificates_CertificateId",
                        column: x => x.CertificateId,
                        principalTable: "Certificates",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CertificateEnds",
                columns: table => new
                {
                    CertificateId = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Known = table.Column<long>(type: "INTEGER", nullable: false),
                    ImportId = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CertificateEnds", x => new { x.CertificateId, x.Kind });
                    table.ForeignKey(
                        name: "FK_CertificateEnds_Certificates_CertificateId",
                        column: x => x.CertificateId,
                        principalTable: "Certificates",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SuccessorDecisions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    OldId = table.Column<long>(type: "INTEGER", nullable: false),
                    NewId = table.Column<long>(type: "INTEGER", nullable: false),
                    Confirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ActorId = table.Column<string>(type: "TEXT", nullable: false),
                    ActorName = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SuccessorDecisions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SuccessorDecisions_Certificates_NewId",
                        column: x => x.NewId,
                        principalTable: "Certificates",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SuccessorDecisions_Certificates_OldId",
                        column: x => x.OldId,
                        principalTable: "Certificates",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.InsertData(
                table: "CertificateRevision",
                columns: new[] { "Id", "Revision" },
                values: new object[] { 1, 0L });

            migrationBuilder.CreateIndex(
                name: "IX_CertificateApps_AppKey",
                table: "CertificateApps",
                column: "AppKey");

            migrationBuilder.CreateIndex(
                name: "IX_CertificateApps_ImportId",
                table: "CertificateApps",
                column: "ImportId");

            migrationBuilder.CreateIndex(
                name: "IX_CertificateEnds_ImportId",
                table: "CertificateEnds",
                column: "ImportId");

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_ImportId",
                table: "Certificates",
                column: "ImportId");

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_IssuerSerial",
                table: "Certificates",
                column: "IssuerSerial");

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_OneUnseen",
                table: "Certificates",
                column: "IssuerSerial",
                unique: true,
                filter: "\"Thumbprint\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_Thumbprint",
                table: "Certificates",
                column: "Thumbprint",
                unique: true,
                filter: "\"Thumbprint\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Pkis_OneName",
                table: "Pkis",
                column: "Name",
                unique: true,
                filter: "\"ValidTo\" = 9223372036854775807");

            migrationBuilder.CreateIndex(
                name: "IX_Pkis_OneOpen",
                table: "Pkis",
                column: "PkiId",
                unique: true,
                filter: "\"ValidTo\" = 9223372036854775807");

            migrationBuilder.CreateIndex(
                name: "IX_SuccessorDecisions_OldId_NewId",
                table: "SuccessorDecisions",
                columns: new[] { "OldId", "NewId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CertificateApps");

            migrationBuilder.DropTable(
                name: "CertificateEnds");

            migrationBuilder.DropTable(
                name: "CertificateRevision");

            migrationBuilder.DropTable(
                name: "Pkis");

            migrationBuilder.DropTable(
                name: "SuccessorDecisions");

            migrationBuilder.DropTable(
                name: "Certificates");

            migrationBuilder.DropTable(
                name: "CertificateImports");
        }
    }
}
