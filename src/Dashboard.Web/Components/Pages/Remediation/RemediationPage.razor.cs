using Dashboard.Core.Kpis;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Queries.Findings;
using Dashboard.Web.Api;
using Dashboard.Web.Components.Filters;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Web.Components.Pages.Remediation;

/// <summary>How fast findings are remediated, what is overdue, and with whom.</summary>
public partial class RemediationPage
{
    private const int Weeks = FindingWeeksRequest.Usual;
    private const int MostOverdue = 8;

    private static readonly string[] Formats = ["csv", "xlsx", "json"];

    private Load<RemediationAnswer<RemediationFigures>> _trend;
    private Load<RemediationAnswer<FindingWeek>> _weeks;
    private Load<FindingDaysAnswer> _days;
    private Load<RemediationAnswer<RemediationGroup>> _groups;
    private Load<PagedList<FindingItem>> _overdue;

    /// <summary>The time to remediate.</summary>
    [Inject] public required RemediationQuery Remediation { get; set; }

    /// <summary>Open and overdue findings by day.</summary>
    [Inject] public required FindingDaysQuery Days { get; set; }

    /// <summary>The findings.</summary>
    [Inject] public required FindingListQuery Findings { get; set; }

    /// <summary>The values of the filter.</summary>
    [Inject] public required FilterOptionsQuery Options { get; set; }

    private AppFilter Apps => FilterFields.OnlyPopulation(Filter);

    private FindingDimension Dimension =>
        TagsView.Enums.Of<FindingDimension>(Text("by")) is { } by && RemediationBreakdown.Dimensions.Contains(by) ? by : FindingDimension.Owner;

    /// <summary>How many findings may stand.</summary>
    private int Target => FindingWeeksRequest.ReadTarget(Text("target")) ?? 0;

    private DateOnly LastDay => DateOnly.FromDateTime(Moment.UtcDateTime);

    private DateOnly FirstDay => LastDay.AddDays(-Math.Min((7 * Weeks) - 1, LastDay.DayNumber));

    /// <summary>The figures of the moment; the month ends come before them.</summary>
    private RemediationFigures? Last => _trend.Value is { Items.Count: > 0 } trend ? trend.Items[^1] : null;

    private RemediationFigures? Before => _trend.Value is { Items.Count: > 1 } trend ? trend.Items[^2] : null;

    private RemediationLinks Links => new(Apps, Last?.AsOf ?? Moment, AsOf);

    private string Title => Last switch
    {
        null => "Remediation",
        { Counts.Open: 0 } => "No finding is open",
        { } last => $"{Words.Count(last.Counts.Overdue)} of {Words.Count(last.Counts.Open)} open {Words.Form(last.Counts.Open, "finding")} overdue",
    };

    private string Lead => Last?.TimeToRemediate.Median switch
    {
        null => "How long it takes until failures are mended.",
        { Value: { } value } => $"Half of the headline findings are remediated within {RemediationWords.Days(value)}, unless they end otherwise. Open ones count as long as they are open.",
        { LowerBound: { } bound } => $"Fewer than half of the headline findings are remediated: the median is {RemediationWords.MoreThan(bound)}, and not reached. Open ones count as long as they are open.",
        _ => "No headline finding was detected in the last 365 days.",
    };

    /// <summary>The rows of the breakdown in the API, which knows days and no moments within one.</summary>
    private string? BreakdownApi =>
        AsOf is { } asOf && asOf != AsOfUrl.EndOf(DateOnly.FromDateTime(asOf.UtcDateTime)) ? null : DashboardUrls.ApiTimeToRemediate(Apps, AsOf, Dimension);

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var apps = Apps;
        _trend = await TryAsync(() => Remediation.TrendAsync(apps, RemediationPeriod.UpTo(AsOf, Moment, by: null).MonthEnds, AsOf, cancellationToken));
        if (_trend is { State: LoadState.Ready, Value.Items.Count: 0 }) return;
        _weeks = await TryAsync(() => Remediation.WeeksAsync(apps, Weeks, AsOf, cancellationToken));
        _days = await TryAsync(() => Days.RunAsync(apps, FirstDay, Moment, cancellationToken));
        _groups = await TryAsync(() => Remediation.ByAsync(Dimension, apps, AsOf, cancellationToken));
        _overdue = await TryAsync(() => Findings.RunAsync(apps, FindingFigures.Overdue, OverduePanel.Severe, 1, MostOverdue, AsOf, cancellationToken));
    }

    private string Url(AppFilter apps) => DashboardUrls.Remediation(apps, AsOf, ShownDimension, target: Target);

    private FindingDimension? ShownDimension => Text("by") is null ? null : Dimension;

    private Task<IReadOnlyList<FilterOption>> ReadOptionsAsync(KpiDimension dimension) =>
        Options.RunAsync(dimension, AsOf, CancellationToken.None);
}
