using System.Globalization;
using Dashboard.Simulator.Estate;
using Dashboard.Simulator.Estate.Generated;

namespace Dashboard.Simulator.KeyVault;

/// <summary>
/// Draws the vaults: one for each kind of production, with a client certificate for many of the apps that must enforce mutual TLS. Most are renewed in
/// good time; some late, some never, some go out of use, some are replaced long before their end.
/// </summary>
internal sealed class VaultDrawing(DrawnEstate estate, Estate.Generated.Calendar calendar)
{
    private const string ClientAuth = "1.3.6.1.5.5.7.3.2";
    private const string ServerAuth = "1.3.6.1.5.5.7.3.1";

    private static readonly string[] Partners = ["northwind", "fabrikam", "tailspin", "adatum", "litware", "proseware", "woodgrove", "wingtip"];

    private static readonly (IReadOnlyList<string>, double)[] Usages =
        [([ClientAuth], 0.7), ([ClientAuth, ServerAuth], 0.15), ([ServerAuth], 0.08), ([], 0.07)];

    private static readonly (int, double)[] Validities = [(90, 0.25), (180, 0.2), (365, 0.4), (730, 0.15)];

    private static readonly (KeyShape, double)[] Keys = [(KeyShape.Rsa2048, 0.65), (KeyShape.P256, 0.22), (KeyShape.Rsa1024, 0.08), (KeyShape.Rsa3072, 0.05)];

    private static readonly (string, double)[] Issuers = [("Unknown", 0.45), ("Self", 0.25), ("contoso-ca", 0.3)];

    public IReadOnlyList<VaultSpec> Run() =>
    [
        .. estate.Apps.Where(a => a.Slot is null && a.MustEnforce && a.Group.Unit.Environment == "prod" && a.Draw.For("client").Chance(0.6))
            .GroupBy(a => a.Group.Unit.Prefix, StringComparer.Ordinal)
            .Select(g => new VaultSpec($"kv-{g.Key}-clients", [.. g.Select(Certificate).DistinctBy(c => c.Name).OrderBy(c => c.Name, StringComparer.Ordinal)])),
    ];

    private CertificateSpec Certificate(AppSpec app)
    {
        var draw = app.Draw.For("client certificate");
        var client = $"{draw.For("partner").Pick(Partners)}-{Plain(app.Name)}";
        var days = draw.For("validity").Weighted(Validities);
        var issuer = draw.For("issuer").Weighted(Issuers);
        var usage = draw.For("usage").Weighted(Usages);
        var (versions, deletedAt) = Life(draw, days);
        return new CertificateSpec
        {
            Name = client,
            Client = client,
            App = app,
            // One for servers alone is a client's only where a tag says so, and is in a vault like this for other reasons else.
            IsTagged = draw.For("tagged").Chance(usage is [ServerAuth] ? 0.4 : 0.8),
            HostName = $"{client}.clients.contoso.example",
            Issuer = issuer,
            // What signs itself has the key that signs.
            Key = issuer == "Self" ? KeyShape.Rsa2048 : draw.For("key").Weighted(Keys),
            Exportable = draw.For("exportable").Chance(0.4),
            Ekus = usage,
            ValidityDays = days,
            Versions = versions,
            DeletedAt = deletedAt,
        };
    }

    /// <summary>Lays out the versions until the calendar ends, or until the client is given up.</summary>
    private (IReadOnlyList<VersionSpec> Versions, DateTimeOffset? DeletedAt) Life(Draw draw, int days)
    {
        var versions = new List<VersionSpec>();
        var created = draw.For("first").WorkingTime(calendar.YearEnd.AddMonths(-22), calendar.YearEnd.AddMonths(-1));
        while (created < calendar.Last)
        {
            var own = draw.For(versions.Count);
            var version = Version(own, created, days);
            switch (own.For("fate").Unit)
            {
                case < 0.04:
                    // Nobody renews it, and nobody says why.
                    versions.Add(version);
                    return (versions, null);
                case < 0.08:
                    var retired = Whole(version.NotAfter.AddDays(-own.For("retired").Between(3, Math.Min(60, days / 2))));
                    var isDeleted = own.For("deleted").Chance(0.3);
                    versions.Add(isDeleted ? version : version with { DisabledAt = retired });
                    return (versions, isDeleted ? retired : null);
                case < 0.16:
                    created = own.For("late").WorkingTime(version.NotAfter.AddHours(1), version.NotAfter.AddDays(25));
                    break;
                case < 0.19:
                    created = own.For("early").WorkingTime(version.Created.AddDays(days * 0.3), version.Created.AddDays(days * 0.5));
                    break;
                default:
                    created = own.For("in time").WorkingTime(version.NotAfter.AddDays(-days * 0.25), version.NotAfter.AddDays(-4));
                    break;
            }

            versions.Add(version);
        }

        return (versions, null);
    }

    private static VersionSpec Version(Draw draw, DateTimeOffset at, int days)
    {
        var created = Whole(at);
        var begin = created.AddMinutes(-10);
        return new VersionSpec(draw.For("version").Guid().ToString("N", CultureInfo.InvariantCulture), created, begin, begin.AddDays(days));
    }

    private static DateTimeOffset Whole(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond));

    // Names in a vault are of letters, digits and dashes.
    private static string Plain(string name) => string.Concat(name.ToLowerInvariant().Where(c => char.IsAsciiLetterOrDigit(c) || c == '-'));
}
