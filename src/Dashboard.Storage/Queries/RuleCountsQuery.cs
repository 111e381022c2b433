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
        var groups = await context.StatesAt(moment).Matching(filter, context)
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

        return new RuleCountsAnswer(groups.Sum(g => g.Apps), rules, moment.AsOf, moment.Run);
    }
}
