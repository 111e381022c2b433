using Dashboard.Storage.Queries.Costs;
using Dashboard.Web.Access;
using Dashboard.Web.Api.Contracts;
using Dashboard.Web.Exports;
using Dashboard.Web.Hosting.Settings;

namespace Dashboard.Web.Api;

/// <summary>Plans with their costs, costs by month and by dimension, and what compliance costs.</summary>
internal static class CostEndpoints
{
    /// <summary>Maps <c>plans</c>, <c>costs</c>, <c>unlock-costs</c> and their files. A plan's address is its ARM id, as an app's is.</summary>
    public static void MapCosts(this IEndpointRouteBuilder api)
    {
        api.MapGet("/plans", ListPlans).OrCsv(CostSheets.Plans).RequireAuthorization(Policies.Read)
            .WithQuery(PlanChoice.Parameters, QueryParameters.Paging, QueryParameters.AsOf)
            .WithSummary("App Service plans at a moment, with what they cost in a month").Produces<ListResponse<PlanResponse>>().WithTags("Costs");
        api.MapExport(CostSheets.Plans, Policies.Read, PlanChoice.Parameters, QueryParameters.Paging, QueryParameters.AsOf).ProducesFile<PlanResponse>();
        api.MapGet("/plans/{**id}", FindPlan).RequireAuthorization(Policies.Read).WithQuery(PlanChoice.MonthParameter, QueryParameters.AsOf)
            .WithPath("id", "The plan's ARM id, with its slashes or with them encoded.")
            .WithSummary("One plan with its sizes, its costs by month and its apps' parts, by its ARM id").Produces<PlanDetailResponse>()
            .ProducesProblem(404).WithTags("Costs");
        api.MapGet("/costs", GetCosts).OrCsv(CostSheets.Costs).RequireAuthorization(Policies.Read)
            .WithQuery(CostPeriod.Parameters, QueryParameters.Filter, QueryParameters.AsOf)
            .WithSummary("What plans cost by month, or what the apps that match have of it, or a month by a dimension")
            .Produces<CostsResponse<CostMonthResponse>>().OrProduces<CostsResponse<CostGroupResponse>>().WithTags("Costs");
        api.MapExport(CostSheets.Costs, Policies.Read, CostPeriod.Parameters, QueryParameters.Filter, QueryParameters.AsOf).ProducesFile<CostMonthResponse>()
            .OrProduces<ListFileResponse<CostGroupResponse>>();
        api.MapGet("/unlock-costs", GetUnlockCosts).OrCsv(CostSheets.UnlockCosts).RequireAuthorization(Policies.Read)
            .WithQuery(QueryParameters.Filter, QueryParameters.Paging, QueryParameters.AsOf)
            .WithSummary("What it costs to bring the apps in scope to tiers that can ask for client certificates").Produces<UnlockCostsResponse>()
            .WithTags("Costs");
        api.MapExport(CostSheets.UnlockCosts, Policies.Read, QueryParameters.Filter, QueryParameters.Paging, QueryParameters.AsOf)
            .ProducesFile<UnlockCostResponse>();
        api.MapGet("/unlock-costs/realised", GetRealised).OrCsv(CostSheets.Realised).RequireAuthorization(Policies.Read)
            .WithQuery(QueryParameters.Paging, QueryParameters.AsOf)
            .WithSummary("What upgrades that mutual TLS caused have cost, in the month of the moment and the twelve that end with it")
            .Produces<RealisedCostsResponse>().WithTags("Costs");
        api.MapExport(CostSheets.Realised, Policies.Read, QueryParameters.Paging, QueryParameters.AsOf).ProducesFile<RealisedCostResponse>();
    }

    private static async Task<IResult> ListPlans(HttpContext context, PlanQuery plans, CancellationToken cancellationToken)
    {
        var query = QueryFilter.Of(context);
        var choice = PlanChoice.Read(query);
        if (QueryFilter.Invalid(query) is { } invalid) return invalid;
        var answer = await plans.RunAsync(choice.Month, query.AsOf, cancellationToken);
        var rows = choice.Of(answer.Items);
        var page = rows.Skip((query.Page - 1) * query.PageSize).Take(query.PageSize).Select(p => PlanResponse.Of(p, choice.Month));
        return TypedResults.Ok(new ListResponse<PlanResponse>([.. page], rows.Count, answer.AsOf, RunRefResponse.Of(answer.Run)));
    }

    private static async Task<IResult> FindPlan(string id, HttpContext context, PlanQuery plans, CancellationToken cancellationToken)
    {
        var query = QueryFilter.Of(context);
        var month = CostPeriod.ReadMonth(query);
        if (QueryFilter.Invalid(query) is { } invalid) return invalid;
        var plan = await plans.FindAsync(ApiPaths.ResourceId(id), CostPeriod.Before(month), month, query.AsOf, cancellationToken);
        return plan is null ? Problems.NotFound("No plan with this id was known by that moment.") : TypedResults.Ok(PlanDetailResponse.Of(plan, month));
    }

    private static async Task<IResult> GetCosts(HttpContext context, CostQuery costs, CancellationToken cancellationToken)
    {
        var query = QueryFilter.Of(context);
        var period = CostPeriod.Read(query);
        if (QueryFilter.Invalid(query) is { } invalid) return invalid;
        if (period.By is { } dimension)
        {
            var groups = await costs.ByAsync(dimension, query.Filter, period.Last, query.AsOf, cancellationToken);
            return TypedResults.Ok(CostsResponse<CostGroupResponse>.Of(dimension, CostGroupResponse.Of(groups), groups.AsOf, groups.Run));
        }

        var trend = await costs.TrendAsync(query.Filter, period.First, period.Last, query.AsOf, cancellationToken);
        return TypedResults.Ok(CostsResponse<CostMonthResponse>.Of(null, [.. trend.Months.SelectMany(CostMonthResponse.Of)], trend.AsOf, trend.Run));
    }

    private static async Task<IResult> GetRealised(HttpContext context, RealisedCostsQuery realised, CancellationToken cancellationToken)
    {
        var query = QueryFilter.Of(context);
        return TypedResults.Ok(RealisedCostsResponse.Of(await realised.YearAsync(query.AsOf, cancellationToken), query.Page, query.PageSize));
    }

    private static async Task<IResult> GetUnlockCosts(
        HttpContext context, UnlockCostsQuery unlock, DashboardSettings settings, CancellationToken cancellationToken)
    {
        var query = QueryFilter.Of(context);
        var target = settings.CoverageTargetPercent;
        var answer = await unlock.RunAsync(query.Filter, target, query.AsOf, cancellationToken);
        return TypedResults.Ok(UnlockCostsResponse.Of(answer, query.Page, query.PageSize, target));
    }
}
