using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries;
using Dashboard.Web.Components.Filters;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Hosting.Settings;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Web.Components.Pages.Tags;

/// <summary>Tags against the tagging standard, and what to do about them, the most useful first.</summary>
public partial class TagsPage
{
    private const string GroupsSource = "resource groups";

    private static readonly string[] Formats = ["csv", "xlsx", "json"];

    private Load<TagReport> _report;
    private Load<PagedList<TagGain>> _gains;
    private Load<TagReport> _place;
    private IReadOnlyList<string> _unread = [];

    /// <summary>What lookups met.</summary>
    [Inject] public required TagReportQuery Tags { get; set; }

    /// <summary>Where one tag would do most.</summary>
    [Inject] public required TagGainQuery Gains { get; set; }

    /// <summary>What the standing run could not read.</summary>
    [Inject] public required RunQuery Runs { get; set; }

    /// <summary>The values of the filter.</summary>
    [Inject] public required FilterOptionsQuery Options { get; set; }

    /// <summary>The tagging standard.</summary>
    [Inject] public required DashboardSettings Settings { get; set; }

    private AppFilter Population => FilterFields.OnlyPopulation(Filter);

    private TagsView View { get; set; } = TagsView.Default;

    private string Headline => _report.Value switch
    {
        null => "Tags",
        { Run: null } or { Apps: 0 } => "Tags",
        { } report when report.NotRecorded == report.Apps => "Tags were not recorded yet",
        { } report when report.Without(TagKind.Sensitivity) == 0 && report.NotRecorded == 0 => "Every app has a valid sensitivity tag",
        { } report when report.Without(TagKind.Sensitivity) == 0 => $"Every app whose tags are recorded has a valid sensitivity tag; of {Words.Count(report.NotRecorded)} they are not",
        { } report => $"{Words.Count(report.Without(TagKind.Sensitivity))} of {Words.Of(report.Apps, "app")} {Words.Form(report.Without(TagKind.Sensitivity), "has", "have")} no valid sensitivity tag",
    };

    /// <summary>The figures of the headline; null where it has none.</summary>
    private (int Without, int Apps)? Untagged =>
        _report.Value is { Run: not null, Apps: > 0 } report && report.NotRecorded != report.Apps && report.Without(TagKind.Sensitivity) is > 0 and var without
            ? (without, report.Apps)
            : null;

    private AppFilter WithoutSensitivity => Population with
    {
        Tag =
        [
            .. new[] { TagStanding.Invalid, TagStanding.Lookalike, TagStanding.Missing }
                .Select(standing => new TagQuery(TagKind.Sensitivity) { Standing = standing }),
        ],
    };

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        View = TagsView.Parse(Query);
        _report = await TryAsync(() => Tags.RunAsync(Population, AsOf, cancellationToken));
        _gains = await TryAsync(() => Gains.RunAsync(
            Population, View.Kind, View.BySubscription, View.Page, UntaggedPanel.PageSize, AsOf, cancellationToken));
        _unread = _report.Value?.Run is { } run ? await UnreadAsync(run.Id, cancellationToken) : [];
        _place = View.Selected is { } id
            ? await TryAsync(() => Tags.RunAsync(UntaggedPanel.Below(Population, id), AsOf, cancellationToken))
            : default;
    }

    private async Task<IReadOnlyList<string>> UnreadAsync(long run, CancellationToken cancellationToken)
    {
        var sources = await TryAsync(async () => (await Runs.FindAsync(run, cancellationToken))?.Report.Sources ?? []);
        return [.. (sources.Value ?? []).Where(s => !s.Complete && s.Name is (GroupsSource or "subscriptions")).Select(s => s.Name)];
    }

    private string Url(TagsView view, string? part) => DashboardUrls.Tags(Population, view, AsOf, part);

    private Task<IReadOnlyList<FilterOption>> ReadOptionsAsync(KpiDimension dimension) =>
        Options.RunAsync(dimension, AsOf, CancellationToken.None);
}
