using Dashboard.Core.Exceptions;
using Dashboard.Core.Queries;
using Dashboard.Storage.Exceptions;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>The counts of the Overview under a filter, at a moment. Null before the first merged run.</summary>
public sealed class OverviewQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock, ExceptionLimits limits)
{
    /// <summary>Runs the query; <paramref name="asOf"/> null means now.</summary>
    public async Task<OverviewAnswer?> RunAsync(AppFilter filter, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, clock, cancellationToken);
        if (moment.Run is null) return null;
        var excepted = await ExceptedSpans.ReadAsync(context, filter, moment.At, moment.At, cancellationToken);
        var days = (int)limits.Warning.TotalDays;
        return new OverviewAnswer(moment.AsOf, moment.Run, await CountsReader.AtAsync(context, filter, moment, cancellationToken))
        {
            Excepted = ExceptedSpans.CountAt(excepted, [moment.At])[0],
            Ending = ExceptedSpans.CountAt(excepted.Where(s => s.ExceptedUntil <= UnixTime.From(moment.At).AddDays(days)), [moment.At])[0],
            EndingWithinDays = days,
        };
    }
}
