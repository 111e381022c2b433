using Dashboard.Core.Posture;
using Dashboard.Core.Posture.Rules;
using Dashboard.Core.Queries;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>How many apps have each result of each rule, under a filter at a moment.</summary>
public sealed class RuleCountsQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock)
{
    /// <summary>Runs the query; <paramref name="asOf"/> null means now.</summary>
    public async Task<RuleCountsAnswer> RunAsync(AppFilter filter, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, clock, cancellationToken);
        if (moment.Run is null) return new RuleCountsAnswer(0, new Dictionary<string, RuleCounts>(), moment.AsOf, null);

        // One query for all rules: apps by the outcomes that they share, and those by their results, of which few differ.
        var groups = await context.StatesAt(moment).Matching(filter, context, moment.At)
            .GroupBy(s => s.EvidenceId)
            .Select(g => new { g.Key, Apps = g.Count() })
            .Join(context.Evidence, g => g.Key, e => e.Id, (g, e) => new { e.Results, g.Apps })
            .GroupBy(r => r.Results)
            .Select(g => new { Results = g.Key, Apps = g.Sum(r => r.Apps) })
            .ToListAsync(cancellationToken);
        var rules = new Dictionary<string, RuleCounts>();
        foreach (var group in groups)
        {
            foreach (var (id, result) in RuleResultsText.Read(group.Results))
                rules[id] = rules.GetValueOrDefault(id, RuleCounts.None).Add(result, group.Apps);
        }

        await JustifyAsync(context, filter, moment, rules, cancellationToken);
        return new RuleCountsAnswer(groups.Sum(g => g.Apps), rules, moment.AsOf, moment.Run);
    }

    /// <summary>Of the opt-outs that a run stored as failures, those that an exception justifies at the moment pass.</summary>
    private static async Task JustifyAsync(
        DashboardDbContext context, AppFilter filter, Moment moment, Dictionary<string, RuleCounts> rules, CancellationToken cancellationToken)
    {
        const string Rule = OptOutIsJustified.RuleId;
        if (!rules.TryGetValue(Rule, out var stored) || stored.Fail == 0) return;
        var at = moment.At;
        var entry = FailedRulesText.Entry(Rule);
        var covered = context.ExceptionCovers.Where(c => c.RuleId == Rule && c.ActiveFrom <= at && c.ActiveTo > at).Select(c => c.AppId);
        var justified = await context.StatesAt(moment).Where(s => covered.Contains(s.AppId)).Matching(filter, context, at)
            .CountAsync(s => s.FailedRules.Contains(entry), cancellationToken);
        rules[Rule] = stored.Add(RuleResult.Fail, -justified).Add(RuleResult.Pass, justified);
    }
}
