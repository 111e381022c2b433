using Dashboard.Core.Exemptions;
using Dashboard.Core.Exemptions.Collection;
using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries.Exemptions;

/// <summary>
/// The policy exemptions at a moment, held against the exceptions that were active then. Only what exceptions cover is read of the
/// estate.
/// </summary>
public sealed class PolicyExemptionQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock)
{
    private const int AppsAtOnce = 500;

    /// <summary>Those at a moment, or now.</summary>
    public async Task<ExemptionsAnswer> RunAsync(DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, clock, cancellationToken);
        if (moment.Run is null) return new ExemptionsAnswer([], [], 0, null, moment.AsOf, null);

        var at = UnixTime.From(moment.At);
        var ancestors = await AncestorsAsync(context, moment, cancellationToken);
        var excepted = await ExceptedAsync(context, moment, cancellationToken);
        var reconciliation = new Reconciliation(
            excepted, app => ancestors.GetValueOrDefault(Core.Inventory.ResourceIds.Segment(app.ResourceId, "subscriptions") ?? ""));
        var items = (await ExemptionsAsync(context, moment, cancellationToken)).ConvertAll(i => reconciliation.Judge(i, at));
        var source = await SourceAsync(context, moment.Run, cancellationToken);
        var answer = new ExemptionsAnswer([.. Ordered(items)], [], excepted.Select(e => e.ExceptionId).Distinct().Count(), source, moment.AsOf, moment.Run);
        return source is null && items.Count == 0 ? answer : answer with { Exceptions = reconciliation.Without(items, answer.IsWhole, at) };
    }

    private static IEnumerable<ExemptionItem> Ordered(IEnumerable<ExemptionItem> items) => items
        .OrderBy(i => i.Findings.Count == 0).ThenBy(i => i.Findings.Count == 0 ? 0 : (int)i.Findings[0]).ThenBy(i => i.Scope.Kind)
        .ThenBy(i => i.ScopeName, StringComparer.OrdinalIgnoreCase).ThenBy(i => i.State.ResourceId, StringComparer.OrdinalIgnoreCase);

    private static async Task<List<ExemptionItem>> ExemptionsAsync(DashboardDbContext context, Moment moment, CancellationToken cancellationToken)
    {
        var at = moment.At;
        var rows = await (moment.IsCurrent
            ? context.PolicyExemptions.Where(e => e.ValidTo == UnixTime.Open)
            : context.PolicyExemptions.Where(e => e.ValidFrom <= at && e.ValidTo > at)).AsNoTracking().ToListAsync(cancellationToken);
        var names = await context.Subscriptions.ToDictionaryAsync(s => s.SubscriptionId, s => s.Name, StringComparer.OrdinalIgnoreCase, cancellationToken);
        return
        [
            .. from row in rows
               let scope = ExemptionScope.Of(row.ResourceId)
               where scope is not null
               let name = scope.Kind == ExemptionScopeKind.Subscription ? names.GetValueOrDefault(scope.Name, scope.Name) : scope.Name
               select new ExemptionItem(row.ToState(), scope, name, UnixTime.From(row.FirstSeen), UnixTime.From(row.LastSeen), [], [], 0),
        ];
    }

    private static async Task<Dictionary<string, IReadOnlyList<string>>> AncestorsAsync(
        DashboardDbContext context, Moment moment, CancellationToken cancellationToken)
    {
        var at = moment.At;
        var rows = await context.SubscriptionAncestors.Where(a => a.ValidFrom <= at && a.ValidTo > at).AsNoTracking().ToListAsync(cancellationToken);
        return rows.ToDictionary(a => a.SubscriptionId, a => StoredJson.ReadNames(a.Ancestors), StringComparer.OrdinalIgnoreCase);
    }

    // An app that is gone needs no exemption, and has no state.
    private static async Task<List<ExceptedPlace>> ExceptedAsync(DashboardDbContext context, Moment moment, CancellationToken cancellationToken)
    {
        var (at, rules) = (moment.At, Reconciliation.Rules);
        var covers = await context.ExceptionCovers.Where(c => c.ActiveFrom <= at && c.ActiveTo > at && rules.Contains(c.RuleId))
            .Select(c => new { c.ExceptionId, c.AppId, c.ActiveTo }).Distinct().ToListAsync(cancellationToken);
        var places = new List<ExceptedPlace>(covers.Count);
        foreach (var chunk in covers.GroupBy(c => c.AppId).Chunk(AppsAtOnce))
        {
            var ids = chunk.Select(c => c.Key).ToList();
            var found = await context.StatesAt(moment).Where(s => ids.Contains(s.AppId))
                .Join(context.Apps, s => s.AppId, a => a.AppId, (s, App) => new { App, s.Kind }).AsNoTracking().ToListAsync(cancellationToken);
            var kinds = found.ToDictionary(f => f.App.AppId, f => f.Kind);
            var named = await context.NamedAsAtAsync(found.Select(f => f.App), moment, cancellationToken);
            places.AddRange(
                from cover in chunk.SelectMany(c => c)
                where named.ContainsKey(cover.AppId)
                let app = named[cover.AppId]
                select new ExceptedPlace(cover.ExceptionId, app.ResourceId, app.Name, kinds[cover.AppId], UnixTime.From(cover.ActiveTo!.Value)));
        }

        return places;
    }

    private static async Task<SourceOutcome?> SourceAsync(DashboardDbContext context, RunRef run, CancellationToken cancellationToken)
    {
        var report = await context.Runs.Where(r => r.Id == run.Id).Select(r => r.Report).SingleAsync(cancellationToken);
        return report is null ? null : StoredJson.ReadReport(report).Sources.FirstOrDefault(s => s.Name == IPolicySource.Name);
    }
}
