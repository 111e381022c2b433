using Dashboard.Core.Costs;
using Dashboard.Core.Costs.Assumptions;
using Dashboard.Core.Costs.Unlock;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries.Costs;

/// <summary>What it costs to bring all apps in scope to tiers that can ask for client certificates.</summary>
public sealed class UnlockCostsQuery
{
    private readonly IDbContextFactory<DashboardDbContext> _factory;
    private readonly TimeProvider _clock;
    private readonly CurrentCosts _current;

    /// <summary>Made by the services of the storage.</summary>
    internal UnlockCostsQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock, CurrentCosts current) =>
        (_factory, _clock, _current) = (factory, clock, current);

    /// <summary>Runs the query with what is assumed at the moment. <paramref name="targetPercent"/> is the target of coverage.</summary>
    public Task<UnlockCostsAnswer> RunAsync(decimal targetPercent, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        RunAsync(AppFilter.Any, targetPercent, asOf, cancellationToken);

    /// <summary>The present answer as it would be under other assumptions, which nobody has made yet.</summary>
    public async Task<UnlockAnswer> PreviewAsync(CostAssumptions assumptions, CancellationToken cancellationToken)
    {
        await using var context = await _factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, null, _clock, cancellationToken);
        if (moment.Run is null) return new UnlockAnswer([], [], []);
        var (estate, prices) = await EstateAsync(context, moment, cancellationToken);
        return UnlockCosts.Of(estate, prices, UnixTime.From(moment.At), assumptions);
    }

    /// <summary>
    /// The same with the apps that match a filter alone. The ways are chosen for the whole estate, whose target the money is for, too: a
    /// filter shows a part of that answer and asks no other question.
    /// </summary>
    public async Task<UnlockCostsAnswer> RunAsync(
        AppFilter shown, decimal targetPercent, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var context = await _factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, _clock, cancellationToken);
        var assumed = await AssumptionsQuery.ReadAsync(context, asOf, _clock, cancellationToken);
        var assumptions = assumed.Values.Costs;
        if (moment.Run is null) return new UnlockCostsAnswer(new UnlockAnswer([], [], []), assumed, moment.AsOf, null);
        // The answer of the present changes with a run and with what is assumed only, and is asked for on every Overview.
        var answer = moment.IsCurrent
            ? await _current.UnlockAsync(
                context, assumptions, targetPercent, () => ReckonAsync(context, targetPercent, assumed, moment, cancellationToken), cancellationToken)
            : await ReckonAsync(context, targetPercent, assumed, moment, cancellationToken);
        if (!shown.IsAny)
        {
            var apps = await _current.AppsByPlanAsync(context, moment, cancellationToken);
            var matching = (await context.StatesAt(moment).Matching(shown, context, moment.At).Select(s => s.AppId).ToListAsync(cancellationToken)).ToHashSet();
            var ids = apps.SelectMany(a => a).Where(a => matching.Contains(a.AppId)).Select(a => a.ResourceId).ToHashSet(StringComparer.Ordinal);
            answer = answer with { Unlock = answer.Unlock.Only(a => ids.Contains(a.ResourceId)) };
        }

        return answer with { Assumed = assumed, AsOf = moment.AsOf, Run = moment.Run };
    }

    private async Task<UnlockCostsAnswer> ReckonAsync(
        DashboardDbContext context, decimal targetPercent, AssumptionsAnswer assumed, Moment moment, CancellationToken cancellationToken)
    {
        var (estate, prices) = await EstateAsync(context, moment, cancellationToken);
        var (assumptions, at) = (assumed.Values.Costs, UnixTime.From(moment.At));
        return new UnlockCostsAnswer(UnlockCosts.Of(estate, prices, at, assumptions), assumed, moment.AsOf, moment.Run)
        {
            ToTarget = MoneyToTarget.Of(estate, prices, at, assumptions, targetPercent),
        };
    }

    private async Task<(List<UnlockPlan> Estate, PriceBook Prices)> EstateAsync(
        DashboardDbContext context, Moment moment, CancellationToken cancellationToken)
    {
        var facts = await _current.ReadAsync(context, cancellationToken);
        var apps = await _current.AppsByPlanAsync(context, moment, cancellationToken);
        var estate = new List<UnlockPlan>();
        foreach (var plan in facts.Plans)
        {
            if (plan.StateAt(moment.At) is not { } state) continue;
            estate.Add(new UnlockPlan
            {
                PlanId = plan.Plan.ResourceId,
                SubscriptionId = plan.Plan.SubscriptionId,
                ResourceGroup = plan.Plan.ResourceGroup,
                Region = state.Region ?? "",
                WebSpace = state.WebSpace,
                IsLinux = state.IsLinux,
                Tier = state.Tier,
                SkuName = state.SkuName,
                Capacity = state.Capacity,
                Currency = facts.CurrencyOf(plan.Plan.SubscriptionId, moment.At),
                Apps = [.. apps[plan.Plan.ResourceIdKey].Select(App)],
            });
        }

        var read = estate.Select(p => ResourceIds.Key(p.PlanId)).ToHashSet(StringComparer.Ordinal);
        estate.AddRange(apps.Where(a => !read.Contains(a.Key)).Select(a => Unread(a, facts, moment)));

        return (estate, facts.PricesAt(moment.At));
    }

    // A plan that may not be read is told of by its sites alone: their tier says whether it is locked. Without size, region and system no
    // price is known, and nothing is assumed.
    private static UnlockPlan Unread(IGrouping<string, PlanApp> apps, CostFacts facts, Moment moment)
    {
        var id = apps.First().PlanId;
        var subscription = (ResourceIds.Segment(id, "subscriptions") ?? "").ToLowerInvariant();
        return new UnlockPlan
        {
            PlanId = id,
            SubscriptionId = subscription,
            ResourceGroup = ResourceIds.Segment(id, "resourceGroups") ?? "",
            Region = "",
            // Sites of a plan agree, but while they change: the one that holds apps back counts.
            Tier = apps.Select(a => a.Tier).Where(t => !string.IsNullOrWhiteSpace(t)).OrderByDescending(Tiers.IsUnsupported).FirstOrDefault(),
            Currency = facts.CurrencyOf(subscription, moment.At),
            Apps = [.. apps.Select(App)],
        };
    }

    private static UnlockApp App(PlanApp app)
    {
        var applies = app.InScope && app.Verdict != Verdict.NotApplicable;
        return new UnlockApp(app.ResourceId, applies, applies && !app.Stopped);
    }
}
