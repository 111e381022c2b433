using Dashboard.Core.Changes;
using Dashboard.Core.Findings;
using Dashboard.Core.Posture;
using Dashboard.Storage.Exceptions;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Merging;

/// <summary>
/// Writes the findings of a history from before there were any: each app's states are lived through again. Its events tell of
/// swaps and deletions; of every other end only the run that saw it is known.
/// </summary>
internal sealed class FindingBackfill
{
    private const int AppsAtOnce = 500;

    private readonly DashboardDbContext _context;
    private readonly FindingAllowances _allowances;
    private readonly List<(long Time, string Rules)> _runs;
    private long _lastId;

    private FindingBackfill(DashboardDbContext context, FindingAllowances allowances, List<(long, string)> runs) =>
        (_context, _allowances, _runs) = (context, allowances, runs);

    /// <summary>Writes them where the history has failures and no finding, in one transaction.</summary>
    public static async Task RunAsync(DashboardDbContext context, FindingAllowances allowances, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (await context.Findings.AnyAsync(cancellationToken) || !await context.AppStates.AnyAsync(s => s.FailedRules != "", cancellationToken)) return;
        var runs = await context.Runs.Merged().OrderBy(r => r.RunTime).Select(r => new { r.RunTime, r.RuleSetVersion }).ToListAsync(cancellationToken);
        var backfill = new FindingBackfill(context, allowances, [.. runs.Select(r => (r.RunTime, r.RuleSetVersion))]);
        await backfill.WriteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        await using var findings = new PreparedInsert<FindingRow>(_context);
        await using var terms = new PreparedInsert<FindingTermsRow>(_context);
        var apps = await _context.Apps.OrderBy(a => a.AppId).Select(a => a.AppId).ToListAsync(cancellationToken);
        foreach (var chunk in apps.Chunk(AppsAtOnce))
        {
            foreach (var life in await PastLife.ReadAsync(_context, chunk, cancellationToken))
            {
                var (rows, earlier) = Live(life);
                foreach (var row in rows) await findings.RunAsync(row, cancellationToken);
                foreach (var row in earlier) await terms.RunAsync(row, cancellationToken);
            }
        }
    }

    private (IReadOnlyList<FindingRow> Findings, List<FindingTermsRow> Terms) Live(PastLife life)
    {
        // Nobody could ask for an exception before there were findings.
        var (findings, terms) = (new AppFindings(life.App.AppId, [], ExceptionTimes.None), new List<FindingTermsRow>());
        AppStateRow? before = null;
        foreach (var (row, rules) in life.States)
        {
            if (!row.Stale) See(findings, terms, life, row, rules, before);
            before = row;
        }

        if (life.App.DecommissionedAt is { } gone)
        {
            var departure = Departure.Of(life.Told(gone));
            foreach (var end in departure.End(Lifecycle(gone), findings.OpenAt(gone))) findings.End(end, gone);
        }

        return (findings.Rows, terms);
    }

    private void See(AppFindings findings, List<FindingTermsRow> terms, PastLife life, AppStateRow row, IReadOnlyList<RuleOutcome> rules, AppStateRow? before)
    {
        var time = row.ValidFrom;
        var causes = new FindingCauses(before is not null && RulesAt(time) != RulesAt(LastSighting(before, time)), Turns(life.Told(time), rules));
        var changes = Lifecycle(time).Seen(findings.OpenAt(time), row.ToState(life.App, rules), causes);
        foreach (var end in changes.Ended) findings.End(end, time);
        terms.AddRange(changes.Altered.Select(a => findings.Alter(a, time).Before));
        foreach (var opened in changes.Opened) findings.Add(opened, ++_lastId, time, baseline: time == _runs[0].Time);
    }

    private FindingLifecycle Lifecycle(long time) => new(UnixTime.From(time), _allowances);

    // Whatever turned between two sightings was turned by the swap, where nothing else is recorded.
    private static Dictionary<string, FindingTurn> Turns(IReadOnlyList<AppEvent> told, IReadOnlyList<RuleOutcome> rules)
    {
        var recorded = told.Where(e => e is { Kind: AppEventKind.Changed or AppEventKind.Swapped, ChangeId: not null }).ToList();
        return recorded is [{ Kind: AppEventKind.Swapped } swap]
            ? rules.ToDictionary(r => r.Id, _ => new FindingTurn(swap.OccurredAt, true))
            : [];
    }

    // A run that changed nothing about an app saw it all the same.
    private long LastSighting(AppStateRow before, long time) =>
        before.Stale ? before.LastSeen ?? before.ValidFrom : _runs.Last(r => r.Time < time).Time;

    private string RulesAt(long time) => _runs.Last(r => r.Time <= time).Rules;
}
