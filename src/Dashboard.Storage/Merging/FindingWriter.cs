using Dashboard.Core.Changes;
using Dashboard.Core.Collection;
using Dashboard.Core.Findings;
using Dashboard.Core.Posture;
using Dashboard.Storage.Exceptions;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Merging;

/// <summary>
/// Writes what a run does to findings, inside the current transaction. Only an app whose state changes can change any, so the work is
/// in proportion to what changed.
/// </summary>
internal sealed class FindingWriter : IAsyncDisposable
{
    private readonly DashboardDbContext _context;
    private readonly FindingRun _run;
    private readonly FindingLifecycle _life;
    private readonly PreparedInsert<FindingRow> _insert;
    private readonly PreparedInsert<FindingTermsRow> _insertTerms;
    private readonly PreparedStatement _end;
    private readonly PreparedStatement _alter;
    private ExceptionTimes _exceptions = ExceptionTimes.None;
    private ILookup<long, FindingRow> _known = Array.Empty<FindingRow>().ToLookup(f => f.AppId);
    private long _lastId;

    private FindingWriter(DashboardDbContext context, FindingRun run, long lastId)
    {
        (_context, _run, _lastId) = (context, run, lastId);
        _life = new FindingLifecycle(UnixTime.From(run.Time), run.Allowances);
        _insert = new PreparedInsert<FindingRow>(context);
        _insertTerms = new PreparedInsert<FindingTermsRow>(context);
        _end = context.Prepare(
            """UPDATE "Findings" SET "EndSeen" = @p0, "Ended" = @p1, "EndExact" = @p2, "End" = @p3 WHERE "Id" = @p4""", 5);
        _alter = context.Prepare("""UPDATE "Findings" SET "Severity" = @p0, "BaseDue" = @p1, "Due" = @p2 WHERE "Id" = @p3""", 4);
    }

    /// <summary>A writer inside the current transaction of <paramref name="context"/>.</summary>
    public static async Task<FindingWriter> OpenAsync(DashboardDbContext context, FindingRun run, CancellationToken cancellationToken) =>
        new(context, run, await context.Findings.MaxAsync(f => (long?)f.Id, cancellationToken) ?? 0);

    /// <summary>Reads the findings of the known apps that <paramref name="changes"/> may be about.</summary>
    public async Task ReadAsync(IReadOnlyCollection<AppChange> changes, CancellationToken cancellationToken)
    {
        var apps = changes.Select(KnownApp).OfType<long>().ToArray();
        var rows = apps.Length == 0 ? [] : await _context.Findings.Where(f => apps.Contains(f.AppId)).ToListAsync(cancellationToken);
        _known = rows.ToLookup(f => f.AppId);
        _exceptions = await ExceptionTimes.ReadAsync(_context, apps, cancellationToken);
    }

    /// <summary>An app that was seen, with another state than before or for the first time.</summary>
    public async Task SeenAsync(long appId, AppState state, FindingCauses causes, CancellationToken cancellationToken)
    {
        var findings = new AppFindings(appId, _known[appId], _exceptions);
        var changes = _life.Seen(findings.OpenAt(_run.Time), state, causes);
        await EndAsync(findings, changes.Ended, cancellationToken);
        foreach (var altered in changes.Altered)
        {
            var (now, before) = findings.Alter(altered, _run.Time);
            await _insertTerms.RunAsync(before, cancellationToken);
            await _alter.RunAsync([(int)now.Severity, now.BaseDue, now.Due, now.Id], cancellationToken);
        }

        foreach (var opened in changes.Opened)
            await _insert.RunAsync(findings.Add(opened, ++_lastId, _run.Time, _run.Baseline), cancellationToken);
    }

    /// <summary>An app that left the estate.</summary>
    public Task GoneAsync(long appId, IReadOnlyList<AppEvent> told, CancellationToken cancellationToken)
    {
        var findings = new AppFindings(appId, _known[appId], _exceptions);
        return EndAsync(findings, Departure.Of(told).End(_life, findings.OpenAt(_run.Time)), cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _insert.DisposeAsync();
        await _insertTerms.DisposeAsync();
        await _end.DisposeAsync();
        await _alter.DisposeAsync();
    }

    private async Task EndAsync(AppFindings findings, IReadOnlyList<EndedFinding> ended, CancellationToken cancellationToken)
    {
        foreach (var end in ended)
        {
            var row = findings.End(end, _run.Time);
            await _end.RunAsync([row.EndSeen, row.Ended, row.EndExact, (int)row.End!.Value, row.Id], cancellationToken);
        }
    }

    private static long? KnownApp(AppChange change) => change switch
    {
        AppChange.Seen seen => seen.AppId,
        AppChange.Moved moved => moved.AppId,
        AppChange.Decommissioned gone => gone.AppId,
        _ => null,
    };
}

/// <summary>The run that writes.</summary>
/// <param name="Time">Its one clock.</param>
/// <param name="Baseline">It is the very first of the history.</param>
/// <param name="Allowances">How long failures may stand.</param>
internal sealed record FindingRun(long Time, bool Baseline, FindingAllowances Allowances);
