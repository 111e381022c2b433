using System.Globalization;
using System.Text;
using Dashboard.Core.Audit;
using Dashboard.Core.Certificates;
using Dashboard.Core.Certificates.Import;
using Dashboard.Storage.Commands;
using Dashboard.Storage.Queries.Certificates;
using Dashboard.Web.Access;
using Dashboard.Web.Access.Demo;

namespace Dashboard.Web.Demo;

/// <summary>
/// What the security team hands in about client certificates: two PKIs of which one has no owner, and each month a CSV file with the certificates
/// of partners that were issued since. Most renew in time, some late, one stopped; it all hangs on the calendar alone.
/// </summary>
internal sealed class DemoCertificates(ImportCertificatesCommand import, SavePkiCommand save, PkiListQuery pkis)
{
    private const string Partners = "CN=Contoso Partner CA,O=Contoso";
    private const string Devices = "CN=Contoso Device CA,O=Contoso";
    private const int LifeDays = 180;

    /// <summary>When the lives of the certificates are counted from.</summary>
    private static readonly DateTimeOffset Epoch = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly AuditActor Security = Actors.Of(Personas.Default.ToPrincipal(DemoAuthenticationHandler.Scheme));

    private static readonly string[] Clients =
    [
        "adatum-orders", "fabrikam-claims", "litware-payments", "northwind-stock", "proseware-ledger", "tailspin-booking", "wingtip-returns", "woodgrove-transfers",
        "alpine-freight", "blueyonder-tickets", "cohovineyard-shop", "consolidated-messenger", "datum-statements", "fourthcoffee-pos", "graphic-design-feed", "humongous-policies",
        "lucerne-labels", "margies-routes", "relecloud-usage", "southridge-meter-1", "southridge-meter-2", "southridge-meter-3", "trey-research", "vanarsdel-parts",
    ];

    /// <summary>What is handed in at the meeting of <paramref name="moment"/>, which is now: the first of a month, and the first of the demo.</summary>
    public async Task WorkAsync(DateTimeOffset moment, bool first, CancellationToken cancellationToken)
    {
        if (first || (await pkis.RunAsync(null, cancellationToken)).Items.Count == 0) await RegisterAsync(cancellationToken);
        else if (moment.Day > 3) return;
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(FileOf(moment)));
        var rows = CertificateFile.ReadAsync(file, CertificateFormat.Csv, CertificateSource.Upload, cancellationToken);
        await import.RunAsync(rows, new ImportTerms(CertificateSource.Upload), null, Security, cancellationToken);
    }

    private async Task RegisterAsync(CancellationToken cancellationToken)
    {
        await save.RunAsync(
            null,
            new PkiEntry
            {
                Name = "Partner PKI",
                Issuers = [],
                Owner = "identity@contoso.example",
                Contact = "pki@contoso.example",
                RenewalDays = 30,
                RenewalPolicy = "Partners ask for the next certificate 30 days before the expiry.",
                CostPerCertificate = 0.95m,
                Currency = "EUR",
                RevocationPoints = ["http://crl.contoso.example/partner.crl"],
            },
            [Partners], null, Security, cancellationToken);
        await save.RunAsync(null, new PkiEntry { Name = "Device PKI", Issuers = [], Contact = "iot-platform@contoso.example" }, [Devices], null, Security, cancellationToken);
    }

    /// <summary>All that was issued up to a moment; what is known already changes nothing.</summary>
    private static string FileOf(DateTimeOffset moment)
    {
        var text = new StringBuilder("issuer,serial,notBefore,notAfter,subject,sans,key,keySize,signature,ekus,custody\n");
        for (var i = 0; i < Clients.Length; i++)
        {
            for (var (n, from) = (0, Epoch.AddDays(i * 7)); from <= moment; n++)
            {
                text.AppendLine(RowOf(i, n, from));
                var pause = Pause(i, n);
                if (pause is null) break;
                from = from.AddDays(LifeDays + pause.Value);
            }
        }

        return text.ToString();
    }

    /// <summary>Days from a certificate's expiry to its successor's issue, below zero for early; null where the client stopped.</summary>
    private static int? Pause(int client, int n) => (((client * 5) + (n * 3)) % 16) switch
    {
        0 => 2,
        1 => 0,
        2 when client % 7 == 3 && n > 2 => null,
        3 => -3,
        4 or 5 => -10,
        6 or 7 or 8 => -20,
        _ => -32,
    };

    private static string RowOf(int client, int n, DateTimeOffset from)
    {
        var name = Clients[client];
        var (device, weak) = (name.Contains("meter", StringComparison.Ordinal), client == 12 && n < 4);
        var serial = string.Create(CultureInfo.InvariantCulture, $"{0x5A0000 + (client * 0x100) + n:X}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"\"{(device ? Devices : Partners)}\",{serial},{from:yyyy-MM-ddTHH:mm:ssZ},{from.AddDays(LifeDays):yyyy-MM-ddTHH:mm:ssZ},\"CN={name},O=Partners\",dns:{name}.partners.example,rsa,{(weak ? 1024 : 2048)},SHA256-RSA,1.3.6.1.5.5.7.3.2,{(device ? "unknown" : client % 5 == 0 ? "exportable" : "notExportable")}");
    }
}
