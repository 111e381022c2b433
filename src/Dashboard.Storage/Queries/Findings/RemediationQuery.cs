using Dashboard.Core.Findings.Remediation;
using Dashboard.Core.Posture.Rules;
using Dashboard.Core.Queries;
using Dashboard.Storage.Exceptions;
using Dashboard.Storage.Model;
using Dashboard.Storage.Queries.Columns;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries.Findings;

/// <summary>
/// How many findings stand and how long it takes until they are mended, under a filter of apps. That is asked of each app's state at the
/// moment, or, where it had left by then, of its last.
/// </summary>
public sealed class RemediationQuery
{
    private readonly IDbContextFactory<DashboardDbContext> _factory;
    private readonly TimeProvider _clock;
    private readonly CurrentFindings _current;
    private readonly CurrentApps _apps;

    /// <summary>Made by the services of the storage.</summary>
    internal RemediationQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock, CurrentFindings current, CurrentApps apps) =>
        (_factory, _clock, _current, _apps) = (factory, clock, current, apps);

    /// <summary>The figures at a moment; null before the first run. <paramref name="asOf"/> null means now.</summary>
    public async Task<RemediationFigures?> AtAsync(AppFilter apps, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var context = await _factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        return await AtAsync(context, apps, await Moment.ReadAsync(context, asOf, _clock, cancellationToken), cancellationToken);
    }

    /// <summary>The figures at each of <paramref name="moments"/>, which ascend, and at <paramref name="asOf"/>; none before the first run.</summary>
    public async Task<RemediationAnswer<RemediationFigures>> TrendAsync(
        AppFilter apps, IEnumerable<DateTimeOffset> moments, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var context = await _factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var then = new List<Moment>();
        foreach (var moment in moments) then.Add(await Moment.ReadAsync(context, moment, _clock, cancellationToken));
        then.RemoveAll(m => m.Run is null);
        var last = await Moment.ReadAsync(context, asOf, _clock, cancellationToken);
        var figures = await PastAsync(context, apps, then, cancellationToken);
        if (await AtAsync(context, apps, last, cancellationToken) is { } now) figures.Add(now);
        return new RemediationAnswer<RemediationFigures>(figures, last.AsOf, last.Run);
    }

    /// <summary>The figures of each value of a dimension that has findings; those of most open findings first.</summary>
    public async Task<RemediationAnswer<RemediationGroup>> ByAsync(
        FindingDimension dimension, AppFilter apps, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var context = await _factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, _clock, cancellationToken);
        if (moment.Run is null) return new RemediationAnswer<RemediationGroup>([], moment.AsOf, null);
        var values = await FindingValues.ReadAsync(context, dimension, moment, cancellationToken);
        var known = await KnownAsync(context, apps, moment, cancellationToken);
        var covers = await ActiveCovers.ReadAsync(context, moment.At, cancellationToken);
        var groups = known.GroupBy(values.Of)
            .Select(g => new RemediationGroup(g.Key, values.LabelOf(g.Key), Figures([.. g], moment, covers)))
            .OrderByDescending(g => g.Figures.Counts.Open).ThenBy(g => g.Value, StringComparer.Ordinal);
        return new RemediationAnswer<RemediationGroup>([.. groups], moment.AsOf, moment.Run);
    }

    /// <summary>
    /// Arrivals and departures of findings of all rules in the last <paramref name="weeks"/> weeks of seven days before the moment, oldest
    /// first; weeks that ended before the first run are left out.
    /// </summary>
    public async Task<RemediationAnswer<FindingWeek>> WeeksAsync(AppFilter apps, int weeks, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var context = await _factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, _clock, cancellationToken);
        if (moment.Run is null) return new RemediationAnswer<FindingWeek>([], moment.AsOf, null);
        var known = (await KnownAsync(context, apps, moment, cancellationToken)).ConvertAll(f => f.Observed);
        var first = UnixTime.From(await context.Runs.Merged().MinAsync(r => r.RunTime, cancellationToken));
        return new RemediationAnswer<FindingWeek>(FindingWeeks.Of(known, first, UnixTime.From(moment.At), weeks), moment.AsOf, moment.Run);
    }

    private async Task<RemediationFigures?> AtAsync(DashboardDbContext context, AppFilter apps, Moment moment, CancellationToken cancellationToken) =>
        moment.Run is null
            ? null
            : Figures(await KnownAsync(context, apps, moment, cancellationToken), moment, await ActiveCovers.ReadAsync(context, moment.At, cancellationToken));

    /// <summary>The figures at moments that ascend: which apps matched when is read once for all of them.</summary>
    private async Task<List<RemediationFigures>> PastAsync(
        DashboardDbContext context, AppFilter apps, List<Moment> moments, CancellationToken cancellationToken)
    {
        if (moments.Count == 0) return [];
        var findings = await _current.ReadAsync(context, cancellationToken);
        var stays = apps.IsAny ? null : await AppStays.ReadAsync(context, apps, moments[0].At, moments[^1], cancellationToken);
        var figures = new List<RemediationFigures>(moments.Count);
        foreach (var moment in moments)
        {
            var known = findings.At(moment.At, stays is null ? null : app => stays.Match(app, moment.At));
            figures.Add(Figures([.. known], moment, await ActiveCovers.ReadAsync(context, moment.At, cancellationToken)));
        }

        return figures;
    }

    private async Task<List<KnownFinding>> KnownAsync(DashboardDbContext context, AppFilter apps, Moment moment, CancellationToken cancellationToken)
    {
        var findings = await _current.ReadAsync(context, cancellationToken);
        return [.. findings.At(moment.At, apps.IsAny ? null : (await AppsAsync(context, apps, moment, cancellationToken)).Contains)];
    }

    private async Task<HashSet<long>> AppsAsync(DashboardDbContext context, AppFilter apps, Moment moment, CancellationToken cancellationToken)
    {
        var live = await LiveAsync(context, apps, moment, cancellationToken);
        var gone = await context.LastStatesAt(moment).MatchingAtLast(apps, context).Select(s => s.AppId).ToListAsync(cancellationToken);
        return [.. live, .. gone];
    }

    /// <summary>The apps of the present from memory, as in lists; those of the past from the database.</summary>
    private async Task<IEnumerable<long>> LiveAsync(DashboardDbContext context, AppFilter apps, Moment moment, CancellationToken cancellationToken)
    {
        if (!moment.IsCurrent || !ColumnFilter.Understands(apps))
            return await context.StatesAt(moment).Matching(apps, context, moment.At).Select(s => s.AppId).ToListAsync(cancellationToken);
        var columns = await _apps.AtAsync(context, moment, AppFilters.Sought(apps.Text) is not null, cancellationToken);
        var covers = await ColumnFilter.CoversAsync(context, apps, moment, cancellationToken);
        return new ColumnFilter(columns, apps, covers, moment).Rows().Select(row => columns.AppIds[row]);
    }

    private static RemediationFigures Figures(List<KnownFinding> known, Moment moment, ActiveCovers covers)
    {
        var at = UnixTime.From(moment.At);
        var open = known.Where(f => f.Observed.End is null).ToList();
        var counts = new FindingCounts(open.Count, open.Count(f => f.Observed.Due < at))
        {
            Excepted = open.Count(f => covers.Of(f.AppId, f.RuleId) is not null),
        };
        var headline = known.Where(f => RuleCatalogue.Headline.Contains(f.RuleId)).Select(f => f.Observed).ToList();
        return new RemediationFigures(moment.AsOf, counts, TimeToRemediate.Of(headline, at));
    }
}
