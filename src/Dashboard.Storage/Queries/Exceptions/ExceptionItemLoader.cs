using Dashboard.Core.Exceptions;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries.Exceptions;

/// <summary>Loads exceptions, whose numbers a query has found, with the names of what they cover.</summary>
internal sealed class ExceptionItemLoader(DashboardDbContext context, Moment moment, ExceptionLimits limits)
{
    /// <summary>The exceptions of <paramref name="ids"/>, in that order.</summary>
    public async Task<IReadOnlyList<ExceptionItem>> LoadAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        var rows = await context.Exceptions.AsNoTracking().Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, cancellationToken);
        var covers = (await CoversAsync(ids, cancellationToken)).ToLookup(c => c.ExceptionId);
        var names = await NamesAsync(covers.SelectMany(g => g).Select(c => c.AppId), cancellationToken);
        var renewals = await RenewalsAsync(ids, cancellationToken);
        return [.. ids.Select(id => Item(rows[id], [.. covers[id]], names, renewals.GetValueOrDefault(id)))];
    }

    /// <summary>What they cover.</summary>
    public Task<List<ExceptionCoverRow>> CoversAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken) =>
        context.ExceptionCovers.AsNoTracking().Where(c => ids.Contains(c.ExceptionId)).OrderBy(c => c.AppId).ThenBy(c => c.RuleId)
            .ToListAsync(cancellationToken);

    /// <summary>The names of apps at the moment.</summary>
    public async Task<IReadOnlyDictionary<long, AppName>> NamesAsync(IEnumerable<long> apps, CancellationToken cancellationToken)
    {
        var ids = apps.Distinct().ToList();
        var entries = await context.Apps.Where(a => ids.Contains(a.AppId)).ToListAsync(cancellationToken);
        var named = await context.NamedAsAtAsync(entries, moment, cancellationToken);
        return named.ToDictionary(a => a.Key, a => new AppName(a.Value.ResourceId, a.Value.Name));
    }

    // A request that came to nothing renews nothing.
    private async Task<Dictionary<long, long>> RenewalsAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        var known = context.ExceptionsAt(moment.At).Where(e => e.Status != ExceptionStatus.Rejected && e.Status != ExceptionStatus.Withdrawn);
        var renewals = await context.Exceptions.Where(e => e.RenewsId != null && ids.Contains(e.RenewsId.Value))
            .Join(known, e => e.Id, k => k.Id, (e, k) => new { Old = e.RenewsId!.Value, e.Id }).ToListAsync(cancellationToken);
        return renewals.GroupBy(r => r.Old).ToDictionary(g => g.Key, g => g.Max(r => r.Id));
    }

    private ExceptionItem Item(ExceptionRow row, List<ExceptionCoverRow> covers, IReadOnlyDictionary<long, AppName> names, long renewal)
    {
        var at = UnixTime.From(moment.At);
        var known = Known(row).ToCase();
        var status = known.StatusAt(at)!.Value;
        return new ExceptionItem
        {
            Id = row.Id,
            Status = status,
            Expiring = status == ExceptionStatus.Approved && row.Expires <= ExceptionSets.Until(moment, limits.Warning),
            Terms = new ExceptionTerms(
                row.Reason, row.Treatment, row.CompensatingControl, row.RiskOwner, UnixTime.From(row.Expires), row.EvidenceLink),
            RequestedAt = UnixTime.From(row.RequestedAt),
            RequesterId = row.RequesterId,
            RequesterName = row.RequesterName,
            DecidedAt = known.Decision?.At,
            DecidedByName = known.Decision is null ? null : row.DecidedByName,
            EndedAt = known.Ending?.At,
            RenewsId = row.RenewsId,
            RenewedById = renewal == 0 ? null : renewal,
            Severity = covers.Select(c => c.Severity).DefaultIfEmpty(Severity.Low).Max(),
            Rules = [.. covers.Select(c => c.RuleId).Distinct().Order(StringComparer.Ordinal)],
            Apps = [.. covers.Select(c => c.AppId).Distinct().Select(id => names[id]).OrderBy(n => n.Name, StringComparer.OrdinalIgnoreCase).ThenBy(n => n.ResourceId, StringComparer.OrdinalIgnoreCase)],
            Active = known.Active,
        };
    }

    /// <summary>The row without what came after the moment.</summary>
    private ExceptionRow Known(ExceptionRow row) => row with
    {
        Decision = row.DecidedAt > moment.At ? null : row.Decision,
        Ending = row.EndedAt > moment.At ? null : row.Ending,
    };
}
