using System.Runtime.CompilerServices;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries.Findings;

/// <summary>
/// Findings under a filter, as they were known at a moment. The filter of apps is asked of each app's state at that moment, or, where
/// it had left by then, of its last.
/// </summary>
public sealed class FindingListQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock)
{
    /// <summary>Rows that a stream loads together.</summary>
    private const int StreamChunk = 500;

    /// <summary>A page, from 1.</summary>
    public async Task<PagedList<FindingItem>> RunAsync(
        AppFilter apps, FindingFilter filter, FindingSort sort, int page, int pageSize, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        var skip = Paging.Skip(page, pageSize);
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, clock, cancellationToken);
        if (moment.Run is null) return new PagedList<FindingItem>([], 0, moment.AsOf, null);

        var findings = (await ChosenAsync(context, filter, moment, cancellationToken)).Matching(context, apps, filter, moment);
        var total = await findings.CountAsync(cancellationToken);
        var ids = skip >= total ? [] : await Sorted(findings, sort).Select(f => f.Id).Skip(skip).Take(pageSize).ToListAsync(cancellationToken);
        var items = await new FindingItemLoader(context, moment).LoadAsync(ids, cancellationToken);
        return new PagedList<FindingItem>(items, total, moment.AsOf, moment.Run);
    }

    /// <summary>All rows, one by one, without holding them; they describe the moment at which the stream began.</summary>
    /// <remarks>Only the rows' numbers are read at once: a slow download holds nothing up.</remarks>
    public async IAsyncEnumerable<FindingItem> StreamAsync(
        AppFilter apps, FindingFilter filter, FindingSort sort, DateTimeOffset? asOf, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var (moment, ids) = await AllNumbersAsync(context, apps, filter, sort, asOf, cancellationToken);
        if (moment.Run is null) yield break;
        var loader = FindingItemLoader.Unhurried(context, moment);
        foreach (var chunk in ids.Chunk(StreamChunk))
        {
            foreach (var item in await loader.LoadAsync(chunk, cancellationToken)) yield return item;
        }
    }

    /// <summary>One finding; null where there is none, or none yet at <paramref name="asOf"/>.</summary>
    public async Task<FindingDetail?> FindAsync(long id, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, clock, cancellationToken);
        var found = await context.FindingsAt(moment).SingleOrDefaultAsync(f => f.Id == id, cancellationToken);
        if (found is null || moment.Run is null) return null;

        var at = moment.At;
        var item = (await new FindingItemLoader(context, moment).LoadAsync([id], cancellationToken))[0];
        var notes = await context.FindingNotes.Where(n => n.FindingId == id && n.At <= at).OrderBy(n => n.At).ThenBy(n => n.Id).ToListAsync(cancellationToken);
        var occurrences = await context.Findings
            .Where(f => f.AppId == found.AppId && f.RuleId == found.RuleId && f.Detected <= at)
            .OrderBy(f => f.Detected).Select(f => f.Id).ToListAsync(cancellationToken);
        return new FindingDetail(
            item, await EvidenceAsync(context, found, moment, cancellationToken),
            [.. notes.Select(n => new FindingNote(UnixTime.From(n.At), n.Kind, n.Text, n.AuthorName))], occurrences);
    }

    /// <summary>How many findings stand and have ended under the filter, whatever status that names; null before the first run.</summary>
    public async Task<FindingTotals?> CountAsync(AppFilter apps, FindingFilter filter, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, clock, cancellationToken);
        if (moment.Run is null) return null;
        var chosen = await ChosenAsync(context, filter, moment, cancellationToken);
        var (findings, at) = (chosen.Matching(context, apps, filter with { Status = [] }, moment), moment.At);
        return new FindingTotals(
            await findings.CountAsync(f => f.Stands, cancellationToken), await findings.CountAsync(f => f.Stands && f.Due < at, cancellationToken),
            await findings.CountAsync(f => !f.Stands, cancellationToken))
        {
            Excepted = await chosen.Matching(context, apps, filter with { Status = [], Excepted = filter.Excepted ?? true }, moment)
                .CountAsync(f => f.Stands && filter.Excepted != false, cancellationToken),
        };
    }

    /// <summary>Who has how many findings under the filter, whomever that names; those of most findings first.</summary>
    public async Task<IReadOnlyList<FindingAssignee>> AssigneesAsync(
        AppFilter apps, FindingFilter filter, int most, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, clock, cancellationToken);
        if (moment.Run is null) return [];
        var findings = (await ChosenAsync(context, filter, moment, cancellationToken)).Matching(context, apps, filter with { Assignee = [] }, moment);
        var people = await findings.GroupBy(f => f.Assignee).Select(g => new { Name = g.Key, Findings = g.Count() }).ToListAsync(cancellationToken);
        return
        [
            new FindingAssignee("", people.Where(p => p.Name is null).Sum(p => p.Findings)),
            .. people.Where(p => p.Name is not null).Select(p => new FindingAssignee(p.Name!, p.Findings)).OrderByDescending(a => a.Findings)
                .ThenBy(a => a.Name, StringComparer.Ordinal).Take(most),
        ];
    }

    private async Task<(Moment Moment, List<long> Numbers)> AllNumbersAsync(
        DashboardDbContext context, AppFilter apps, FindingFilter filter, FindingSort sort, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, clock, cancellationToken);
        if (moment.Run is null) return (moment, []);
        var findings = (await ChosenAsync(context, filter, moment, cancellationToken)).Matching(context, apps, filter, moment);
        return (moment, await Sorted(findings, sort).Select(f => f.Id).ToListAsync(cancellationToken));
    }

    /// <summary>The findings of the apps that the filter names, or of all. An id that no app ever bore has none.</summary>
    private static async Task<IQueryable<FindingAt>> ChosenAsync(
        DashboardDbContext context, FindingFilter filter, Moment moment, CancellationToken cancellationToken)
    {
        var findings = context.FindingsAt(moment);
        if (filter.App.Count == 0) return findings;
        var apps = new List<long>();
        foreach (var id in filter.App)
        {
            if (await context.FindBearerAsync(id, moment, cancellationToken) is { } app) apps.Add(app.AppId);
        }

        return findings.Where(f => apps.Contains(f.AppId));
    }

    private static async Task<string?> EvidenceAsync(DashboardDbContext context, FindingAt finding, Moment moment, CancellationToken cancellationToken)
    {
        var outcomes = await context.StatesAt(moment).Where(s => s.AppId == finding.AppId)
            .Join(context.Evidence, s => s.EvidenceId, e => e.Id, (s, e) => e.Outcomes)
            .SingleOrDefaultAsync(cancellationToken);
        return outcomes is null
            ? null
            : EvidenceJson.Read(outcomes).FirstOrDefault(r => r.Id == finding.RuleId && r.Result == RuleResult.Fail)?.Evidence;
    }

    private static IQueryable<FindingAt> Sorted(IQueryable<FindingAt> findings, FindingSort sort) => (sort.Column, sort.Descending) switch
    {
        (FindingSortColumn.Due, false) => findings.OrderBy(f => f.Due).ThenBy(f => f.Id),
        (FindingSortColumn.Due, true) => findings.OrderByDescending(f => f.Due).ThenByDescending(f => f.Id),
        (FindingSortColumn.Detected, false) => findings.OrderBy(f => f.Detected).ThenBy(f => f.Id),
        (FindingSortColumn.Detected, true) => findings.OrderByDescending(f => f.Detected).ThenByDescending(f => f.Id),
        (FindingSortColumn.Ended, false) => findings.OrderBy(f => f.Ended == null).ThenBy(f => f.Ended).ThenBy(f => f.Id),
        (FindingSortColumn.Ended, true) => findings.OrderBy(f => f.Ended == null).ThenByDescending(f => f.Ended).ThenByDescending(f => f.Id),
        (FindingSortColumn.Severity, false) => findings.OrderBy(f => f.Severity).ThenBy(f => f.Due).ThenBy(f => f.Id),
        (FindingSortColumn.Severity, true) => findings.OrderByDescending(f => f.Severity).ThenBy(f => f.Due).ThenBy(f => f.Id),
    };
}
