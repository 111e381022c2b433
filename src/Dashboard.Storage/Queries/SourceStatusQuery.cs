using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>The sources as the last merged run found them, and since when those that fail do so.</summary>
public sealed class SourceStatusQuery(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>Reports read at a time, and in all: a report can be long, and a source that fails for a year is not news.</summary>
    private const int Batch = 25;

    private const int MostRuns = 400;

    /// <summary>The sources in the order read; empty before the first merged run.</summary>
    public async Task<IReadOnlyList<SourceStatus>> RunAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        if ((await ReadAsync(context, 0, 1, cancellationToken)).FirstOrDefault() is not { } last) return [];

        var open = last.Sources.Where(s => !s.Complete).Select(s => s.Name).ToHashSet();
        var complete = new Dictionary<string, SourceCompleteness>();
        var oldest = last;
        for (var at = 1; open.Count > 0 && at < MostRuns; at += Batch)
        {
            var earlier = await ReadAsync(context, at, Batch, cancellationToken);
            foreach (var run in earlier)
            {
                oldest = run;
                foreach (var source in run.Sources.Where(s => s.Complete && open.Remove(s.Name)))
                    complete[source.Name] = new SourceCompleteness(run.Id, run.At);
            }

            if (earlier.Count < Batch) break;
        }

        return
        [
            .. last.Sources.Select(s => new SourceStatus(
                s, last.Id, last.At, s.Complete ? new SourceCompleteness(last.Id, last.At) : complete.GetValueOrDefault(s.Name), oldest.At)),
        ];
    }

    private static async Task<List<Reported>> ReadAsync(DashboardDbContext context, int skip, int take, CancellationToken cancellationToken)
    {
        var runs = await context.Runs.Merged().Where(r => r.Report != null)
            .OrderByDescending(r => r.RunTime)
            .Skip(skip)
            .Take(take)
            .Select(r => new { r.Id, r.RunTime, r.CompletedAt, r.Report })
            .ToListAsync(cancellationToken);
        return
        [
            .. runs.Select(r => new Reported(r.Id, UnixTime.From(r.CompletedAt ?? r.RunTime), StoredJson.ReadReport(r.Report!).Sources)),
        ];
    }

    private sealed record Reported(long Id, DateTimeOffset At, IReadOnlyList<SourceOutcome> Sources);
}
