using Dashboard.Core.Costs;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries.Costs;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Web.Components.Pages.Costs;

/// <summary>One plan: its costs and sizes over time, and who has what of it.</summary>
public partial class PlanPage
{
    private const int Months = 13;

    private Load<PlanDetail?> _plan;
    private Load<RealisedAnswer> _realised;

    /// <summary>The ARM id, as the path.</summary>
    [Parameter] public string ResourceId { get; set; } = "";

    /// <summary>The plans.</summary>
    [Inject] public required PlanQuery Plans { get; set; }

    /// <summary>What mutual TLS has caused.</summary>
    [Inject] public required RealisedCostsQuery Realised { get; set; }

    private IReadOnlyList<Crumb> Trail =>
        [new("Overview", DashboardUrls.Overview(asOf: AsOf)), new("Costs & risk", DashboardUrls.Costs(asOf: AsOf)), new("Plans", DashboardUrls.Plans(asOf: AsOf))];

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var present = CostMonth.Of(Moment);
        _plan = await TryAsync(() => Plans.FindAsync("/" + ResourceId, present.Plus(1 - Months), present, AsOf, cancellationToken));
        if (_plan.Value is not null) _realised = await TryAsync(() => Realised.YearAsync(AsOf, cancellationToken));
    }

    private static string Lead(PlanItem plan)
    {
        var size = plan.SkuName is null ? "size not read" : $"{plan.SkuName}{(plan.Capacity is > 1 ? $" × {plan.Capacity}" : "")}, {(plan.IsLinux ? "Linux" : "Windows")}";
        var there = plan.Exists ? $"{Words.Of(plan.Apps, "app")}, of which {Words.Count(plan.RunningApps)} run and {Words.Count(plan.InScope)} must enforce mutual TLS" : "It is gone";
        return $"{size}{(plan.Region is null ? "" : ", " + plan.Region)}. {there}.";
    }

    private static string NameOf(string resourceId) =>
        resourceId[(resourceId.LastIndexOf("/sites/", StringComparison.OrdinalIgnoreCase) + 7)..].Replace("/slots/", "/", StringComparison.OrdinalIgnoreCase);
}
