using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>Every subscription that runs expect or that was retired, as the last merged run found it.</summary>
public sealed class SubscriptionStatusQuery(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>Those that need attention first, then by name; empty before the first merged run.</summary>
    public async Task<IReadOnlyList<SubscriptionStatus>> RunAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var last = await context.Runs.Merged()
            .OrderByDescending(r => r.RunTime)
            .Select(r => new { r.RunTime, r.Report })
            .FirstOrDefaultAsync(cancellationToken);
        if (last is null) return [];

        var report = last.Report is null ? new RunReport() : StoredJson.ReadReport(last.Report);
        var outcomes = report.Scopes.ToDictionary(s => s.SubscriptionId, StringComparer.OrdinalIgnoreCase);
        var apps = await AppsAsync(context, cancellationToken);
        var known = await context.Subscriptions.ToListAsync(cancellationToken);
        var rows = new List<SubscriptionStatus>(known.Count);
        foreach (var subscription in known)
        {
            outcomes.Remove(subscription.SubscriptionId, out var outcome);
            var condition = ConditionOf(subscription, last.RunTime, outcome);
            var since = condition == SubscriptionCondition.Missing ? await FirstAfterAsync(context, subscription.LastSeen, cancellationToken) : null;
            rows.Add(new SubscriptionStatus(
                subscription.SubscriptionId, subscription.Name, condition, apps.GetValueOrDefault(subscription.SubscriptionId),
                UnixTime.From(subscription.LastSeen), UnixTime.From(since), UnixTime.From(subscription.RetiredAt),
                condition is SubscriptionCondition.Retired ? null : outcome?.Problem));
        }

        // What is left was asked for by configuration and never seen.
        rows.AddRange(outcomes.Values.Select(o => new SubscriptionStatus(
            o.SubscriptionId, o.Name, o.Read ? SubscriptionCondition.Read : SubscriptionCondition.Missing, 0, null, null, null, o.Problem)));
        return [.. rows.OrderBy(r => Place(r.Condition)).ThenBy(r => r.Name, StringComparer.OrdinalIgnoreCase)];
    }

    private static SubscriptionCondition ConditionOf(SubscriptionRow subscription, long lastRun, ScopeOutcome? outcome)
    {
        if (subscription.RetiredAt is not null) return SubscriptionCondition.Retired;
        if (subscription.LastSeen < lastRun) return SubscriptionCondition.Missing;
        return outcome is { Read: false } ? SubscriptionCondition.NotRead : SubscriptionCondition.Read;
    }

    private static Task<Dictionary<string, int>> AppsAsync(DashboardDbContext context, CancellationToken cancellationToken) =>
        context.Apps.Where(a => a.DecommissionedAt == null)
            .GroupBy(a => a.SubscriptionId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, StringComparer.OrdinalIgnoreCase, cancellationToken);

    private static Task<long?> FirstAfterAsync(DashboardDbContext context, long runTime, CancellationToken cancellationToken) =>
        context.Runs.Merged().Where(r => r.RunTime > runTime).MinAsync(r => (long?)r.RunTime, cancellationToken);

    private static int Place(SubscriptionCondition condition) => condition switch
    {
        SubscriptionCondition.Missing => 0,
        SubscriptionCondition.NotRead => 1,
        SubscriptionCondition.Read => 2,
        SubscriptionCondition.Retired => 3,
    };
}
