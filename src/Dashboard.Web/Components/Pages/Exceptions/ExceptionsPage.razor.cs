using System.Globalization;
using Dashboard.Core.Exceptions;
using Dashboard.Core.Kpis;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Queries.Exceptions;
using Dashboard.Web.Access;
using Dashboard.Web.Components.Filters;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Dashboard.Web.Components.Pages.Exceptions;

/// <summary>The exception register: what is accepted until when, what waits for a decision, and what ends soon.</summary>
public partial class ExceptionsPage
{
    private const int PageSize = 50;

    /// <summary>What an exception covers has a rule of its own: the filters that ask what else fails on its apps would only confuse.</summary>
    private static readonly IReadOnlyList<FilterField> BarFields =
        [.. FilterFields.All.Where(f => f.Name is not ("Fails" or "Rule result" or "Tag"))];

    private static readonly IReadOnlyList<StatusTab> Tabs =
    [
        new("requested", "To decide", [ExceptionStatus.Requested]),
        new("active", "Active", [ExceptionStatus.Approved]),
        new("ended", "Ended", [ExceptionStatus.Expired, ExceptionStatus.Revoked, ExceptionStatus.Superseded]),
        new("refused", "Refused", [ExceptionStatus.Rejected, ExceptionStatus.Withdrawn]),
        new("all", "All", []),
    ];

    private Load<PagedList<ExceptionItem>> _list;
    private Load<ExceptionTotals> _totals;
    private Load<IReadOnlyList<ExceptionItem>> _ends;
    private Load<ExceptionInbox> _inbox;
    private Load<ExceptionDetail?> _detail;
    private string? _listUrl;

    /// <summary>The register.</summary>
    [Inject] public required ExceptionListQuery Exceptions { get; set; }

    /// <summary>One of them.</summary>
    [Inject] public required ExceptionDetailQuery Details { get; set; }

    /// <summary>The values of the filter.</summary>
    [Inject] public required FilterOptionsQuery Options { get; set; }

    /// <summary>How early an end is announced.</summary>
    [Inject] public required ExceptionLimits Limits { get; set; }

    [CascadingParameter] private Task<AuthenticationState>? Authentication { get; set; }

    /// <summary>The apps that are covered; the rule in the URL is what is covered of them.</summary>
    private AppFilter Apps => Filter with { FailedRule = [] };

    private ExceptionFilter Shown { get; set; } = ExceptionFilter.Any;

    private ExceptionSort Sort { get; set; } = ExceptionSort.Default;

    private ExceptionsView View => new(Shown, f => Url(f));

    private long? Selected => long.TryParse(Text("selected"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private string Title => _totals.Value is not { } t ? "Exceptions"
        : t.Of(ExceptionStatus.Approved) == 0 ? "No exception is active"
        : $"{Words.Of(t.Of(ExceptionStatus.Approved), "exception is", "exceptions are")} active";

    private string EmptyText => _totals.Value is { All: > 0 } ? "None stands so, but others fit."
        : Apps.IsAny && !View.Any ? "Nobody has asked for one yet. An exception is asked for on the page of a finding or of an app, or here."
        : "No exception fits these filters.";

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        Shown = ExceptionFilterUrl.Parse(Query).Filter with { Rule = Filter.FailedRule };
        Sort = ExceptionSortUrl.Parse(Text("sort")) ?? ExceptionSort.Default;
        // Opening a row changes the URL but not the list: it is not read again, and keeps its place.
        var listUrl = Url(Shown, page: PageNumber);
        if (listUrl != _listUrl || Reloading)
        {
            _listUrl = null;
            var (apps, shown, sort) = (Apps, Shown, Sort);
            _list = await TryAsync(() => Exceptions.RunAsync(apps, shown, sort, PageNumber, PageSize, AsOf, cancellationToken));
            _totals = await TryAsync(() => Exceptions.CountAsync(apps, shown, AsOf, cancellationToken));
            _ends = await TryAsync(() => EndsAsync(apps, cancellationToken));
            _inbox = await TryAsync(() => InboxAsync(cancellationToken));
            _listUrl = listUrl;
        }

        if (Selected is { } id) _detail = await TryAsync(() => Details.RunAsync(id, AsOf, cancellationToken));
    }

    /// <summary>What ends in the months that the calendar shows.</summary>
    private async Task<IReadOnlyList<ExceptionItem>> EndsAsync(AppFilter apps, CancellationToken cancellationToken)
    {
        var active = ExceptionFilter.Any with { Status = [ExceptionStatus.Approved], ExpiresUntil = ExceptionCalendar.LastMoment(Moment) };
        return (await Exceptions.RunAsync(
            apps, active, new ExceptionSort(ExceptionSortColumn.Expires, false), 1, ExceptionCalendar.Most, AsOf, cancellationToken)).Items;
    }

    /// <summary>What waits for the reader, whatever filters the list has.</summary>
    private async Task<ExceptionInbox> InboxAsync(CancellationToken cancellationToken)
    {
        var user = Authentication is null ? new() : (await Authentication).User;
        var own = Actors.IdOf(user);
        var mine = own is null ? null : ExceptionFilter.Any with { Requester = [own] };
        var all = await Exceptions.CountAsync(AppFilter.Any, ExceptionFilter.Any, AsOf, cancellationToken);
        var asked = mine is null ? null : await Exceptions.CountAsync(AppFilter.Any, mine, AsOf, cancellationToken);
        var apps = user.IsInRole(Roles.AppOwner) ? OwnApps.FilterOf(user) : null;
        var covered = apps is null ? null : await Exceptions.CountAsync(apps, ExceptionFilter.Any, AsOf, cancellationToken);
        return new ExceptionInbox(user.IsInRole(Roles.RiskApprover), all, mine, asked, apps, covered);
    }

    private string Url(ExceptionFilter exceptions, AppFilter? apps = null, int? page = null, long? selected = null) =>
        DashboardUrls.Exceptions(apps ?? Apps, exceptions, Sort, page, selected, AsOf);

    private string Towards(IReadOnlyList<ExceptionStatus> status, bool? expiring = null) => Url(Shown with { Status = status, Expiring = expiring });

    private string? Neighbour(int step)
    {
        if (_list.Value is not { } page) return null;
        var at = page.Items.ToList().FindIndex(r => r.Id == Selected);
        return at >= 0 && at + step >= 0 && at + step < page.Items.Count ? Url(Shown, page: PageNumber, selected: page.Items[at + step].Id) : null;
    }

    private Task<IReadOnlyList<FilterOption>> ReadOptionsAsync(KpiDimension dimension) =>
        Options.RunAsync(dimension, AsOf, CancellationToken.None);

    private sealed record StatusTab(string Key, string Name, IReadOnlyList<ExceptionStatus> Status)
    {
        public int Count(ExceptionTotals totals) => Status.Count == 0 ? totals.All : Status.Sum(totals.Of);
    }
}

/// <summary>What waits for one reader.</summary>
/// <param name="Decides">True where they decide exceptions.</param>
/// <param name="All">All exceptions.</param>
/// <param name="MineFilter">Those that they asked for; null where they have no identity.</param>
/// <param name="Mine">How many of these stand where.</param>
/// <param name="OwnApps">Their own apps; null where they own none.</param>
/// <param name="Covering">How many exceptions that cover these stand where.</param>
public sealed record ExceptionInbox(
    bool Decides, ExceptionTotals All, ExceptionFilter? MineFilter, ExceptionTotals? Mine, AppFilter? OwnApps, ExceptionTotals? Covering)
{
    /// <summary>Requests that they may decide: all but their own.</summary>
    public int ToDecide => Decides ? All.Of(ExceptionStatus.Requested) - (Mine?.Of(ExceptionStatus.Requested) ?? 0) : 0;
}
