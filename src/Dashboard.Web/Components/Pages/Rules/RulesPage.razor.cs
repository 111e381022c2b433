using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;
using Dashboard.Core.Posture.Rules;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries;
using Dashboard.Web.Components.Filters;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Hosting.Settings;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Web.Components.Pages.Rules;

/// <summary>Every rule with why it matters, how to mend it, whom it serves and how many apps have each result.</summary>
public partial class RulesPage
{
    private static readonly RuleResult[] Results = [RuleResult.Fail, RuleResult.Unknown, RuleResult.Pass, RuleResult.NotApplicable];

    private static readonly IReadOnlyList<(string Id, IRule? Rule, UnjudgedRule? Unjudged)> InOrder =
    [
        .. RuleCatalogue.All.Select(r => (r.Id, (IRule?)r, (UnjudgedRule?)null))
            .Concat(UnjudgedRule.All.Select(r => (r.Id, (IRule?)null, (UnjudgedRule?)r)))
            .OrderBy(r => r.Id, StringComparer.Ordinal),
    ];

    private Load<RuleCountsAnswer> _counts;

    /// <summary>Counts the apps of every rule and result.</summary>
    [Inject] public required RuleCountsQuery Counts { get; set; }

    /// <summary>The values of the filter.</summary>
    [Inject] public required FilterOptionsQuery Options { get; set; }

    /// <summary>By what is judged.</summary>
    [Inject] public required DashboardSettings Settings { get; set; }

    private static int Published => InOrder.Count;

    private AppFilter Population => FilterFields.OnlyPopulation(Filter);

    private string Basis => _counts.Value switch
    {
        { Run: null } => "No run yet: nothing is counted.",
        { } counts when AsOf is { } asOf => $"{Words.Of(counts.Apps, "app")}, as of {Words.Day(asOf)}. Findings exist only for apps that must enforce mutual TLS; results exist for all.",
        { } counts => $"{Words.Of(counts.Apps, "app")}. Findings exist only for apps that must enforce mutual TLS; results exist for all.",
        null => "Results of all apps under the filter.",
    };

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken cancellationToken) =>
        _counts = await TryAsync(() => Counts.RunAsync(Population, AsOf, cancellationToken));

    private Task<IReadOnlyList<FilterOption>> ReadOptionsAsync(KpiDimension dimension) =>
        Options.RunAsync(dimension, AsOf, CancellationToken.None);

    /// <summary>The apps of a result; null where they could not be counted, there is no run, or no app was judged by the rule yet.</summary>
    private int? Apps(string id, RuleResult result) =>
        _counts.Value is { Run: not null } counts && (counts.Apps == 0 || counts.Rules.GetValueOrDefault(id, RuleCounts.None).Judged > 0)
            ? counts.Rules.GetValueOrDefault(id, RuleCounts.None).Of(result)
            : null;

    private string Behind(string id, RuleResult result) => DashboardUrls.Apps(
        result == RuleResult.Fail ? Population with { FailedRule = [id] } : Population with { RuleResult = [new RuleResultChoice(id, result)] }, asOf: AsOf);
}
