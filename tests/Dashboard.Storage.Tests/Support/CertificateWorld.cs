using System.Globalization;
using System.Text;
using Dashboard.Core.Audit;
using Dashboard.Core.Certificates;
using Dashboard.Core.Certificates.Import;
using Dashboard.Storage.Commands;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests.Support;

/// <summary>A database into which CSV files of certificates are imported.</summary>
internal static class CertificateWorld
{
    public const string Header = "subject,issuer,serial,notBefore,notAfter,custody,revokedAt,apps,thumbprint\n";

    public const string App = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/shop";

    /// <summary>A row; days count from the first of 2025 on.</summary>
    public static string Row(string subject, int serial, int from, int to, string more = ",,,") =>
        string.Create(CultureInfo.InvariantCulture, $"CN={subject},CN=ca,{serial:X},{Day(from):yyyy-MM-dd},{Day(to):yyyy-MM-dd},{more}\n");

    public static DateTimeOffset Day(int day) => new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day);

    public static Task<ImportResult> ImportAsync(this TestDatabase db, string rows, bool goodRows = false, bool dryRun = false, AuditActor? actor = null) =>
        db.ImportFileAsync(Header + rows, CertificateFormat.Csv, goodRows, dryRun, actor);

    public static async Task<ImportResult> ImportFileAsync(
        this TestDatabase db, string file, CertificateFormat format, bool goodRows = false, bool dryRun = false, AuditActor? actor = null)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(file));
        return await db.Get<ImportCertificatesCommand>().RunAsync(
            CertificateFile.ReadAsync(stream, format, CertificateSource.Upload, Token), new ImportTerms(CertificateSource.Upload, goodRows, dryRun),
            () => "hash", actor ?? AuditWorld.Ada, Token);
    }
}
