using Dashboard.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries.Findings;

/// <summary>
/// How many findings stood, and were overdue, at the end of each day of a period under a filter: as was known then, of apps as they were
/// then. Each finding is looked at once, however many days there are.
/// </summary>
public sealed class FindingDaysQuery
{
    private readonly IDbContextFactory<DashboardDbContext> _factory;
    private readonly TimeProvider _clock;
    private readonly CurrentFindings _current;

    /// <summary>Made by the services of the storage.</summary>
    internal FindingDaysQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock, CurrentFindings current) =>
        (_factory, _clock, _current) = (factory, clock, current);

    /// <summary>Runs the query over the days from <paramref name="from"/> to the moment <paramref name="to"/>.</summary>
    public async Task<FindingDaysAnswer> RunAsync(AppFilter apps, DateOnly from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        await using var context = await _factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, to, _clock, cancellationToken);
        if (await TrendDays.ReadAsync(context, from, moment, cancellationToken) is not { } trend) return new FindingDaysAnswer([], moment.AsOf, moment.Run);

        var findings = await _current.ReadAsync(context, cancellationToken);
        var stays = apps.IsAny ? null : await AppStays.ReadAsync(context, apps, trend.Ends[0], moment, cancellationToken);
        var covers = await CoversAsync(context, trend.Ends[0], moment.At, cancellationToken);
        var (open, overdue, excepted) = (new DayTally(trend.Ends), new DayTally(trend.Ends), new DayTally(trend.Ends));
        foreach (var span in findings.OpenBetween(trend.Ends[0], moment.At))
        {
            if (stays is null) Add(span, span.From, span.To);
            else foreach (var stay in stays[span.AppId]) Add(span, Math.Max(span.From, stay.From), Math.Min(span.To, stay.To));
        }

        var counts = open.Counts().Zip(overdue.Counts(), excepted.Counts())
            .Select(day => new FindingCounts(day.First, day.Second) { Excepted = day.Third });
        return new FindingDaysAnswer([.. trend.Days.Zip(counts, (day, c) => new FindingDay(day, c, trend.RunOf(day)))], moment.AsOf, moment.Run);

        void Add(OpenSpan span, long since, long until)
        {
            open.Add(since, until);
            overdue.Add(Math.Max(since, span.Due + 1), until);
            foreach (var (from, to) in covers[(span.AppId, span.RuleId)]) excepted.Add(Math.Max(since, from), Math.Min(until, to));
        }
    }

    /// <summary>When exceptions are active between two moments, both included; never two at once on a rule of an app.</summary>
    private static async Task<ILookup<(long AppId, string RuleId), (long From, long To)>> CoversAsync(
        DashboardDbContext context, long from, long to, CancellationToken cancellationToken)
    {
        var rows = await context.ExceptionCovers.Where(c => c.ActiveTo > from && c.ActiveFrom <= to).ToListAsync(cancellationToken);
        return rows.ToLookup(c => (c.AppId, c.RuleId), c => (c.ActiveFrom!.Value, c.ActiveTo!.Value));
    }

    /// <summary>Counts spans by the moments that lie in them: where each begins and ends is enough.</summary>
    private sealed class DayTally(IReadOnlyList<long> moments)
    {
        private readonly long[] _moments = [.. moments];
        private readonly int[] _differences = new int[moments.Count + 1];

        /// <summary>A span from <paramref name="since"/> on, and no longer from <paramref name="until"/> on.</summary>
        public void Add(long since, long until)
        {
            if (since >= until) return;
            _differences[First(since)]++;
            _differences[First(until)]--;
        }

        public IEnumerable<int> Counts()
        {
            var count = 0;
            for (var i = 0; i < _moments.Length; i++) yield return count += _differences[i];
        }

        // The first moment that is not before the time.
        private int First(long time)
        {
            var found = Array.BinarySearch(_moments, time);
            return found < 0 ? ~found : found;
        }
    }
}
