using Dashboard.Core.Findings.Remediation;
using Dashboard.Core.Posture.Rules;
using Dashboard.Core.Queries;
using Dashboard.Storage.Model;
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

    /// <summary>Made by the services of the storage.</summary>
    internal RemediationQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock, CurrentFindings current) =>
        (_factory, _clock, _current) = (factory, clock, current);

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
        var figures = new List<RemediationFigures>();
        foreach (var moment in moments)
        {
            if (await AtAsync(context, apps, await Moment.ReadAsync(context, moment, _clock, cancellationToken), cancellationToken) is { } then) figures.Add(then);
        }

        var last = await Moment.ReadAsync(context, asOf, _clock, cancellationToken);
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
        var groups = known.GroupBy(values.Of)
            .Select(g => new RemediationGroup(g.Key, values.LabelOf(g.Key), Figures([.. g], moment)))
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
        moment.Run is null ? null : Figures(await KnownAsync(context, apps, moment, cancellationToken), moment);

    private async Task<List<KnownFinding>> KnownAsync(DashboardDbContext context, AppFilter apps, Moment moment, CancellationToken cancellationToken)
    {
        var findings = await _current.ReadAsync(context, cancellationToken);
        return [.. findings.At(moment.At, apps.IsAny ? null : await AppsAsync(context, apps, moment, cancellationToken))];
    }

    private static async Task<HashSet<long>> AppsAsync(DashboardDbContext context, AppFilter apps, Moment moment, CancellationToken cancellationToken)
    {
        var live = await context.StatesAt(moment).Matching(apps, context).Select(s => s.AppId).ToListAsync(cancellationToken);
        var gone = await context.LastStatesAt(moment).Matching(apps, context).Select(s => s.AppId).ToListAsync(cancellationToken);
        return [.. live, .. gone];
    }

    private static RemediationFigures Figures(List<KnownFinding> known, Moment moment)
    {
        var at = UnixTime.From(moment.At);
        var open = known.Where(f => f.Observed.End is null).ToList();
        var counts = new FindingCounts(open.Count, open.Count(f => f.Observed.Due < at));
        var headline = known.Where(f => RuleCatalogue.Headline.Contains(f.RuleId)).Select(f => f.Observed).ToList();
        return new RemediationFigures(moment.AsOf, counts, TimeToRemediate.Of(headline, at));
    }
}
