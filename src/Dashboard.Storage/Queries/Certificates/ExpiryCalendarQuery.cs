using Dashboard.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries.Certificates;

/// <summary>What expires when, by weeks from Monday or by months.</summary>
public sealed class ExpiryCalendarQuery
{
    /// <summary>The most periods of a calendar.</summary>
    public const int MostPeriods = 120;

    private readonly IDbContextFactory<DashboardDbContext> factory;
    private readonly TimeProvider clock;
    private readonly CurrentCertificates current;

    /// <summary>Made by the services of the storage.</summary>
    internal ExpiryCalendarQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock, CurrentCertificates current) =>
        (this.factory, this.clock, this.current) = (factory, clock, current);

    /// <summary>The calendar.</summary>
    /// <param name="byMonth">Whether it has months; else it has weeks.</param>
    /// <param name="from">A day of its first period.</param>
    /// <param name="periods">How many it has, at most <see cref="MostPeriods"/>.</param>
    /// <param name="asOf">As known at a moment, or now.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<ExpiryCalendar> RunAsync(bool byMonth, DateOnly from, int periods, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(periods, MostPeriods);
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var at = (await current.ReadAsync(context, cancellationToken)).At(asOf, clock.GetUtcNow());
        var first = byMonth ? new DateOnly(from.Year, from.Month, 1) : from.AddDays(-(((int)from.DayOfWeek + 6) % 7));
        var starts = Enumerable.Range(0, periods + 1).Select(i => byMonth ? first.AddMonths(i) : first.AddDays(7 * i)).ToList();
        var (expiring, followed) = (new int[periods], new int[periods]);
        foreach (var outcome in at.Outcomes)
        {
            var place = starts.BinarySearch(DateOnly.FromDateTime(outcome.Certificate.NotAfter.UtcDateTime)) is var found && found >= 0 ? found : ~found - 1;
            if (place < 0 || place >= periods) continue;
            var hasNext = outcome.IsRenewal && outcome.Successor!.Issued <= outcome.Certificate.NotAfter;
            if (!hasNext && !outcome.Lapses) continue;
            expiring[place]++;
            if (hasNext) followed[place]++;
        }

        return new ExpiryCalendar([.. Enumerable.Range(0, periods).Select(i => new ExpiryPeriod(starts[i], starts[i + 1], expiring[i], followed[i]))], at.At);
    }
}
