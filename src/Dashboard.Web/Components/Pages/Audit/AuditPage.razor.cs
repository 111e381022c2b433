using System.Globalization;
using Dashboard.Core.Queries;
using Dashboard.Storage.Auditing;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace Dashboard.Web.Components.Pages.Audit;

/// <summary>Who did what, newest first, with the state of the chain.</summary>
public partial class AuditPage
{
    private const int PageSize = 50;

    private Load<PagedList<AuditRecord>> _records;
    private Load<AuditHead> _head;
    private Load<AuditRecord?> _detail;
    private AuditFilter _filter = AuditFilter.Any;
    private IReadOnlyList<(string Parameter, string Detail)> _problems = [];
    private string? _listUrl;
    private string _action = "";
    private string? _actor;
    private string? _subject;
    private DateOnly? _from;
    private DateOnly? _to;

    /// <summary>The trail.</summary>
    [Inject] public required AuditTrailQuery Trail { get; set; }

    private string Headline => _records.Value is { } records
        ? $"{Words.Form(records.Total, "audit entry", "audit entries")}{(_filter == AuditFilter.Any ? "" : " under this filter")}"
        : "Audit";

    private long? Selected =>
        long.TryParse(Text("selected"), NumberStyles.None, CultureInfo.InvariantCulture, out var seq) ? seq : null;

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        (_filter, _problems) = AuditFilterUrl.Parse(QueryHelpers.ParseQuery(new Uri(Nav.Uri).Query));
        (_action, _actor, _subject, _from, _to) =
            (_filter.Action ?? "", _filter.Actor, _filter.Subject, Day(_filter.From), Day(_filter.To));
        // Opening an entry changes the URL but not the list: it is not read again, and keeps its place.
        var listUrl = DashboardUrls.Audit(_filter, PageNumber);
        if (listUrl != _listUrl || Reloading)
        {
            // Until all of it is read, what is shown is of no address: a load that is broken off must not pass for one.
            _listUrl = null;
            _records = await TryAsync(() => Trail.ListAsync(_filter, PageNumber, PageSize, cancellationToken));
            _head = await TryAsync(() => Trail.HeadAsync(cancellationToken));
            _listUrl = listUrl;
        }

        if (Selected is { } seq) _detail = await TryAsync(() => Trail.FindAsync(seq, cancellationToken));
    }

    private void Find() => Nav.NavigateTo(DashboardUrls.Audit(new AuditFilter(
        NoBlank(_action), NoBlank(_actor), NoBlank(_subject),
        _from is { } from ? new DateTimeOffset(from.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : null,
        _to is { } to ? AsOfUrl.EndOf(to) : null)));

    private static string? NoBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static DateOnly? Day(DateTimeOffset? moment) => moment is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : null;
}
