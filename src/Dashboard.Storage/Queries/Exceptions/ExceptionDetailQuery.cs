using Dashboard.Core.Exceptions;
using Dashboard.Core.Queries;
using Dashboard.Storage.Model;
using Dashboard.Storage.Queries.Findings;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries.Exceptions;

/// <summary>One exception with what it covers, what became of that, and its whole history.</summary>
public sealed class ExceptionDetailQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock, ExceptionLimits limits)
{
    /// <summary>Runs the query; null where there is no such exception, or none yet at <paramref name="asOf"/>.</summary>
    public async Task<ExceptionDetail?> RunAsync(long id, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, clock, cancellationToken);
        if (!await context.ExceptionsAt(moment.At).AnyAsync(e => e.Id == id, cancellationToken)) return null;

        var loader = new ExceptionItemLoader(context, moment, limits);
        var item = (await loader.LoadAsync([id], cancellationToken))[0];
        var rows = await loader.CoversAsync([id], cancellationToken);
        var names = await loader.NamesAsync(rows.Select(c => c.AppId), cancellationToken);
        var findings = await FindingsAsync(context, rows, moment, cancellationToken);
        var covers = rows.ConvertAll(c => new ExceptionCover(names[c.AppId], c.RuleId, c.Severity, findings.GetValueOrDefault((c.AppId, c.RuleId))));
        return new ExceptionDetail(
            item,
            [.. covers.OrderBy(c => c.App.Name, StringComparer.OrdinalIgnoreCase).ThenBy(c => c.App.ResourceId, StringComparer.OrdinalIgnoreCase).ThenBy(c => c.RuleId, StringComparer.Ordinal)],
            await HistoryAsync(context, item, moment, cancellationToken), moment.AsOf, moment.Run);
    }

    /// <summary>The last finding of each rule on each app that was known at the moment.</summary>
    private static async Task<Dictionary<(long AppId, string RuleId), CoveredFinding>> FindingsAsync(
        DashboardDbContext context, List<ExceptionCoverRow> covers, Moment moment, CancellationToken cancellationToken)
    {
        var (apps, rules) = (covers.Select(c => c.AppId).Distinct().ToList(), covers.Select(c => c.RuleId).Distinct().ToList());
        var found = await context.FindingsAt(moment).Where(f => apps.Contains(f.AppId) && rules.Contains(f.RuleId))
            .Select(f => new { f.Id, f.AppId, f.RuleId, f.Detected, f.Due, f.Stands, f.End, f.Ended }).ToListAsync(cancellationToken);
        return found.GroupBy(f => (f.AppId, f.RuleId)).ToDictionary(
            g => g.Key,
            g =>
            {
                var last = g.OrderBy(f => f.Detected).ThenBy(f => f.Id).Last();
                return new CoveredFinding(last.Id, UnixTime.From(last.Due), last.Stands && last.Due < moment.At, last.End, UnixTime.From(last.Ended));
            });
    }

    /// <summary>The steps that were taken, and the expiry, which nobody takes.</summary>
    private static async Task<IReadOnlyList<ExceptionEvent>> HistoryAsync(
        DashboardDbContext context, ExceptionItem item, Moment moment, CancellationToken cancellationToken)
    {
        var at = moment.At;
        var steps = await context.ExceptionEvents.AsNoTracking().Where(e => e.ExceptionId == item.Id && e.At <= at).OrderBy(e => e.Id)
            .ToListAsync(cancellationToken);
        var history = steps.ConvertAll(e => new ExceptionEvent(UnixTime.From(e.At), Kind(e.Step), e.ActorName, e.Text));
        if (item.Status != ExceptionStatus.Expired) return history;
        // What was said after its expiry stands after it.
        var before = history.TakeWhile(e => e.At < item.Terms.Expires).Count();
        history.Insert(before, new ExceptionEvent(item.Terms.Expires, ExceptionEventKind.Expired, null, null));
        return history;
    }

    private static ExceptionEventKind Kind(ExceptionStep step) => step switch
    {
        ExceptionStep.Requested => ExceptionEventKind.Requested,
        ExceptionStep.Approved => ExceptionEventKind.Approved,
        ExceptionStep.Rejected => ExceptionEventKind.Rejected,
        ExceptionStep.Withdrawn => ExceptionEventKind.Withdrawn,
        ExceptionStep.Revoked => ExceptionEventKind.Revoked,
        ExceptionStep.Superseded => ExceptionEventKind.Superseded,
        ExceptionStep.Commented => ExceptionEventKind.Commented,
    };
}
