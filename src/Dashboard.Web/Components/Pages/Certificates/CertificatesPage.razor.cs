using Dashboard.Core.Certificates;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries.Certificates;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Web.Components.Pages.Certificates;

/// <summary>The client certificates that are known, when they expire, and how early they are renewed.</summary>
public partial class CertificatesPage
{
    private const int PageSize = 50;
    private const int Weeks = 13;
    private const int Soon = 30;
    private const int UsualDays = 365;

    private Load<PagedList<CertificateItem>> _list;
    private Load<RenewalAnswer> _renewals;
    private Load<ExpiryCalendar> _calendar;
    private Load<PagedList<CertificateItem>> _stopping;
    private string? _shownUrl;

    /// <summary>The list.</summary>
    [Inject] public required CertificateListQuery Certificates { get; set; }

    /// <summary>KPI 2.</summary>
    [Inject] public required RenewalLeadTimeQuery Renewals { get; set; }

    /// <summary>The calendar.</summary>
    [Inject] public required ExpiryCalendarQuery Calendar { get; set; }

    private CertificatesView View { get; set; } = CertificatesView.All;

    /// <summary>What expires within a month without a successor comes first: those clients will stop.</summary>
    private string Title => (_renewals.Value, _stopping.Value) switch
    {
        ({ Certificates: 0 }, _) => "No client certificate is known",
        (_, { Total: > 0 and var n }) => $"{Words.Of(n, "client certificate")} {Words.Form(n, "expires", "expire")} in the next {Soon} days without a successor",
        ({ }, { }) => $"No client certificate expires in the next {Soon} days without a successor",
        _ => "Certificates",
    };

    private CertificatesView Expiring => Of(new() { Status = [CertificateStatus.Live], ExpiresFrom = Day(0), ExpiresBefore = Day(Soon) });

    private IReadOnlyList<(string Name, CertificatesView View)> Tabs =>
    [
        ("All", CertificatesView.All),
        ("Live", CertificatesView.Live),
        ("Expiring", Expiring),
        ("Lapsed", Of(new() { Lapsed = true })),
        ("To confirm", Of(new() { Suggested = true })),
        ("Renewed", Of(new() { Status = [CertificateStatus.Superseded] })),
        ("Ended", Of(new() { Status = [CertificateStatus.Revoked, CertificateStatus.Retired] })),
    ];

    private IReadOnlyList<(string Text, CertificatesView Without)> Pills
    {
        get
        {
            if (Tabs.Any(t => Same(t.View))) return [];
            var (f, pills) = (View.Filter, new List<(string, CertificatesView)>());
            void Add(string text, CertificateFilter without) => pills.Add((text, new CertificatesView(without, View.Sort)));
            foreach (var w in f.Weakness) Add(ClientCertificateWords.Weakness(w), f with { Weakness = [.. f.Weakness.Where(o => o != w)] });
            foreach (var s in f.Status) Add(ClientCertificateWords.Status(s), f with { Status = [.. f.Status.Where(o => o != s)] });
            foreach (var c in f.Custody) Add($"Key: {ClientCertificateWords.Custody(c)}", f with { Custody = [.. f.Custody.Where(o => o != c)] });
            foreach (var s in f.Source) Add(s.ToString(), f with { Source = [.. f.Source.Where(o => o != s)] });
            foreach (var p in f.Pki) Add(FormattableString.Invariant($"PKI {p}"), f with { Pki = [.. f.Pki.Where(o => o != p)] });
            foreach (var a in f.App) Add(a[(a.LastIndexOf('/') + 1)..], f with { App = [.. f.App.Where(o => o != a)] });
            if (f.ExpiresFrom is not null || f.ExpiresBefore is not null)
                Add($"Expires {(f.ExpiresFrom is { } from ? $"from {Words.Day(from)}" : "")} {(f.ExpiresBefore is { } to ? $"to {Words.Day(to.AddDays(-1))}" : "")}".Trim(), f with { ExpiresFrom = null, ExpiresBefore = null });
            if (f.Expired is { } expired) Add(expired ? "Expired" : "Not expired", f with { Expired = null });
            if (f.Lapsed is { } lapsed) Add(lapsed ? "Lapsed" : "Not lapsed", f with { Lapsed = null });
            if (f.Suggested is { } suggested) Add(suggested ? "To confirm" : "Nothing to confirm", f with { Suggested = null });
            if (f.Text is { } text) Add($"“{text}”", f with { Text = null });
            return pills;
        }
    }

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        View = CertificatesView.Parse(Query);
        var (view, now) = (View, Moment);
        _list = await TryAsync(() => Certificates.RunAsync(view.Filter, view.Sort, view.Page, PageSize, AsOf, cancellationToken));
        // What the tiles say hangs on the moment alone, and is not read again for another page of the list.
        var shown = DashboardUrls.Certificates(asOf: AsOf);
        if (shown == _shownUrl && !Reloading) return;
        _shownUrl = null;
        _renewals = await TryAsync(() => Renewals.RunAsync(now.AddDays(-UsualDays), now, AsOf, cancellationToken));
        _calendar = await TryAsync(() => Calendar.RunAsync(false, DateOnly.FromDateTime(now.UtcDateTime), Weeks, AsOf, cancellationToken));
        _stopping = await TryAsync(() => Certificates.RunAsync(Expiring.Filter, CertificateSort.Default, 1, 1, AsOf, cancellationToken));
        _shownUrl = shown;
    }

    private bool Same(CertificatesView view) => view.FilterPairs().SequenceEqual(View.FilterPairs());

    private DateTimeOffset Day(int days) => new DateTimeOffset(Moment.UtcDateTime.Date, TimeSpan.Zero).AddDays(days);

    private static CertificatesView Of(CertificateFilter filter) => new(filter, CertificateSort.Default);
}
