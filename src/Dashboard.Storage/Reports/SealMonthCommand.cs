using Dashboard.Core.Audit;
using Dashboard.Core.Costs;
using Dashboard.Core.Reports;
using Dashboard.Core.Runs;
using Dashboard.Storage.Auditing;
using Dashboard.Storage.Auditing.Replays;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Reports;

/// <summary>What coverage is to be, in percent.</summary>
/// <param name="Percent">0 to 100.</param>
public sealed record CoverageTarget(decimal Percent);

/// <summary>How sealing a month ended.</summary>
public enum SealOutcome
{
    /// <summary>It is sealed.</summary>
    Sealed,

    /// <summary>It was sealed before; nothing is written.</summary>
    AlreadySealed,

    /// <summary>It is not over.</summary>
    NotOver,

    /// <summary>It is over, and a run that reads everything is still waited for.</summary>
    Waiting,

    /// <summary>Nothing was known by its end.</summary>
    NoHistory,
}

/// <summary>
/// Seals months: reckons the figures from the history without holding anything, and then writes them with their audit entry in one short
/// transaction. By what a month is sealed hangs on the history alone, so that whoever comes late seals the same, and of two one does.
/// </summary>
public sealed class SealMonthCommand
{
    private readonly IDbContextFactory<DashboardDbContext> _factory;
    private readonly AuditedWork _work;
    private readonly MonthFiguresReader _reader;
    private readonly MonthSettings _settings;
    private readonly TimeProvider _clock;

    /// <summary>Made by the services of the storage.</summary>
    internal SealMonthCommand(
        IDbContextFactory<DashboardDbContext> factory, AuditedWork work, MonthFiguresReader reader, MonthSettings settings, TimeProvider clock) =>
        (_factory, _work, _reader, _settings, _clock) = (factory, work, reader, settings, clock);

    /// <summary>Seals one month.</summary>
    public async Task<SealOutcome> RunAsync(CostMonth month, AuditActor actor, CancellationToken cancellationToken)
    {
        if (_clock.GetUtcNow() < month.End) return SealOutcome.NotOver;
        await using (var context = await _factory.CreateDbContextAsync(cancellationToken))
        {
            if (await IsSealedAsync(context, month, cancellationToken)) return SealOutcome.AlreadySealed;
        }

        if (await TermsAsync(month, cancellationToken) is not { } terms) return SealOutcome.Waiting;
        if (await _reader.ReadAsync(terms, cancellationToken) is not { } figures) return SealOutcome.NoHistory;
        return await WriteAsync(figures, actor, cancellationToken) ? SealOutcome.Sealed : SealOutcome.AlreadySealed;
    }

    /// <summary>Seals every month that is due, the oldest first; those that it sealed.</summary>
    public async Task<IReadOnlyList<CostMonth>> SealDueAsync(AuditActor actor, CancellationToken cancellationToken)
    {
        var done = new List<CostMonth>();
        foreach (var month in await OpenMonthsAsync(cancellationToken))
        {
            if (await RunAsync(month, actor, cancellationToken) == SealOutcome.Sealed) done.Add(month);
        }

        return done;
    }

    private static Task<bool> IsSealedAsync(DashboardDbContext context, CostMonth month, CancellationToken cancellationToken)
    {
        var number = CostMapping.Number(month);
        return context.SealedMonths.AnyAsync(m => m.Month == number, cancellationToken);
    }

    /// <summary>The months from the first run's on that are over and not sealed.</summary>
    private async Task<List<CostMonth>> OpenMonthsAsync(CancellationToken cancellationToken)
    {
        await using var context = await _factory.CreateDbContextAsync(cancellationToken);
        if (await context.Runs.Merged().MinAsync(r => (long?)r.RunTime, cancellationToken) is not { } first) return [];
        var done = (await context.SealedMonths.Select(m => m.Month).ToListAsync(cancellationToken)).ToHashSet();
        var (open, now) = (new List<CostMonth>(), _clock.GetUtcNow());
        for (var month = CostMonth.Of(UnixTime.From(first)); month.End <= now; month = month.Plus(1))
            if (!done.Contains(CostMapping.Number(month))) open.Add(month);
        return open;
    }

    /// <summary>Null where it is too early, or while a run of the month may still write into it.</summary>
    private async Task<MonthTerms?> TermsAsync(CostMonth month, CancellationToken cancellationToken)
    {
        var (end, last) = (UnixTime.Of(month.End), MonthSpan.Of(month).At);
        await using var context = await _factory.CreateDbContextAsync(cancellationToken);
        if (await context.Runs.AnyAsync(r => r.Status == RunStatus.Running && r.RunTime <= last, cancellationToken)) return null;
        var first = await context.Runs.Where(r => r.Status == RunStatus.Succeeded && r.StartedAt >= end).OrderBy(r => r.RunTime)
            .Select(r => new { r.Id, r.RunTime }).FirstOrDefaultAsync(cancellationToken);
        return MonthSealing.TermsOf(
            month, first is null ? null : new SealingRun(first.Id, UnixTime.From(first.RunTime)), _clock.GetUtcNow(), _settings);
    }

    private async Task<bool> WriteAsync(MonthFigures figures, AuditActor actor, CancellationToken cancellationToken)
    {
        var text = SnapshotJson.Write(figures);
        var row = new SealedMonthRow
        {
            Month = CostMapping.Number(figures.Period()),
            Figures = text,
            Hash = SnapshotJson.Hash(text),
            Completeness = figures.Completeness,
            SealingRun = figures.SealingRun,
            RuleSetVersion = figures.RuleSetVersion,
            IsPreliminary = figures.CostPlans.Preliminary,
            SealedAt = UnixTime.Of(_clock.GetUtcNow()),
        };
        return await _work.RunAsync(
            async (context, token) =>
            {
                // Touched first, the trail's head makes the second of two wait until the first is done, whose row the read after it then sees.
                await context.AuditHeads.ExecuteUpdateAsync(set => set.SetProperty(h => h.Seq, h => h.Seq), token);
                if (await IsSealedAsync(context, figures.Period(), token)) return null;
                context.Add(row);
                await context.SaveChangesAsync(token);
                return SealedMonthReplay.Draft(actor, row);
            },
            cancellationToken);
    }
}
