using Dashboard.Storage.Queries.Costs;
using Dashboard.Web.Api;
using Dashboard.Web.Api.Contracts;
using Dashboard.Web.Hosting.Settings;

namespace Dashboard.Web.Exports;

/// <summary>Opens the lists about costs.</summary>
internal sealed class CostSheets(
    PlanQuery plans, CostQuery costs, UnlockCostsQuery unlock, RealisedCostsQuery realised, AssumptionsQuery assumptions, DashboardSettings settings)
{
    /// <summary>The list of plans.</summary>
    public const string Plans = "plans";

    /// <summary>The list of costs by month or by a dimension.</summary>
    public const string Costs = "costs";

    /// <summary>The list of apps in scope with what it costs to unlock them.</summary>
    public const string UnlockCosts = "unlock-costs";

    /// <summary>The list of what is assumed.</summary>
    public const string Assumptions = "assumptions";

    /// <summary>The list of plans that mutual TLS had upgraded.</summary>
    public const string Realised = "unlock-costs/realised";

    /// <summary>Plans with their costs of a month.</summary>
    public async Task<ExportSheet> PlansAsync(ExportRequest request, ExportFacts facts, CancellationToken cancellationToken)
    {
        var choice = request.Plans ?? PlanChoice.At(facts.AsOf);
        var answer = await plans.RunAsync(choice.Month, request.AsOf, cancellationToken);
        var rows = Page(choice.Of(answer.Items), request).Select(p => PlanResponse.Of(p, choice.Month));
        return new ExportSheet<PlanResponse>(CostColumns.Plans, rows.ToAsyncEnumerable()) { Name = Plans, Facts = facts };
    }

    /// <summary>Months, or a month by a dimension.</summary>
    public async Task<ExportSheet> CostsAsync(ExportRequest request, ExportFacts facts, CancellationToken cancellationToken)
    {
        var period = request.Costs ?? CostPeriod.UpTo(facts.AsOf);
        if (period.By is { } dimension)
        {
            var groups = CostGroupResponse.Of(await costs.ByAsync(dimension, request.Filter, period.Last, request.AsOf, cancellationToken));
            return new ExportSheet<CostGroupResponse>(CostColumns.Groups, groups.ToAsyncEnumerable()) { Name = Costs, Facts = facts };
        }

        var trend = await costs.TrendAsync(request.Filter, period.First, period.Last, request.AsOf, cancellationToken);
        var months = trend.Months.SelectMany(CostMonthResponse.Of);
        return new ExportSheet<CostMonthResponse>(CostColumns.Months, months.ToAsyncEnumerable()) { Name = Costs, Facts = facts };
    }

    /// <summary>Apps in scope with what it costs to unlock them.</summary>
    public async Task<ExportSheet> UnlockCostsAsync(ExportRequest request, ExportFacts facts, CancellationToken cancellationToken)
    {
        var answer = await unlock.RunAsync(
            request.Filter, settings.CoverageTargetPercent, request.AsOf, cancellationToken);
        var rows = Page(answer.Unlock.Apps, request).Select(UnlockCostResponse.Of);
        return new ExportSheet<UnlockCostResponse>(CostColumns.UnlockCosts, rows.ToAsyncEnumerable()) { Name = UnlockCosts, Facts = facts };
    }

    /// <summary>What is assumed, with the last change of each.</summary>
    public async Task<ExportSheet> AssumptionsAsync(ExportRequest request, ExportFacts facts, CancellationToken cancellationToken)
    {
        var rows = (await assumptions.RunAsync(request.AsOf, cancellationToken)).Items.Select(AssumptionResponse.Of);
        return new ExportSheet<AssumptionResponse>(CostColumns.Assumptions, rows.ToAsyncEnumerable()) { Name = Assumptions, Facts = facts };
    }

    /// <summary>Plans that mutual TLS had upgraded, with what that cost.</summary>
    public async Task<ExportSheet> RealisedAsync(ExportRequest request, ExportFacts facts, CancellationToken cancellationToken)
    {
        var answer = await realised.YearAsync(request.AsOf, cancellationToken);
        var rows = Page(answer.Plans, request).Select(p => RealisedCostResponse.Of(p, answer));
        return new ExportSheet<RealisedCostResponse>(CostColumns.Realised, rows.ToAsyncEnumerable()) { Name = Realised, Facts = facts };
    }

    private static IEnumerable<T> Page<T>(IEnumerable<T> rows, ExportRequest request) =>
        request.Page is { } page ? rows.Skip((page.Number - 1) * page.Size).Take(page.Size) : rows;
}
