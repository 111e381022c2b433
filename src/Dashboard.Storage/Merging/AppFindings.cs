using Dashboard.Core.Findings;
using Dashboard.Storage.Exceptions;
using Dashboard.Storage.Model;

namespace Dashboard.Storage.Merging;

/// <summary>The findings of one app in memory, open and ended, as run after run alters them.</summary>
/// <param name="appId">The app.</param>
/// <param name="known">Its findings so far.</param>
/// <param name="exceptions">When exceptions are active on it.</param>
internal sealed class AppFindings(long appId, IEnumerable<FindingRow> known, ExceptionTimes exceptions)
{
    private readonly List<FindingRow> _rows = [.. known.OrderBy(f => f.Detected)];

    /// <summary>All of them.</summary>
    public IReadOnlyList<FindingRow> Rows => _rows;

    /// <summary>Those that stand, due as of a run: with the time that exceptions were active by then, and not with what is to come.</summary>
    public IReadOnlyList<OpenFinding> OpenAt(long runTime) =>
    [
        .. _rows.Where(f => f.EndSeen == UnixTime.Open)
            .Select(f => new OpenFinding(f.Id, f.RuleId, f.Severity, UnixTime.From(f.BaseDue + Counted(f, runTime)))),
    ];

    /// <summary>A failure that had no open finding; one that was there before is linked.</summary>
    public FindingRow Add(OpenedFinding opened, long id, long runTime, bool baseline)
    {
        var earlier = _rows.Where(f => f.RuleId == opened.RuleId).ToList();
        var row = new FindingRow
        {
            Id = id,
            AppId = appId,
            RuleId = opened.RuleId,
            Detected = runTime,
            Occurred = opened.Occurred is { } at ? UnixTime.Of(at) : null,
            Baseline = baseline,
            Occurrence = earlier.Count + 1,
            PreviousId = earlier.LastOrDefault()?.Id,
            Flapping = Flapping.IsReached(earlier.Select(f => UnixTime.From(f.Detected)), UnixTime.From(runTime)),
            Severity = opened.Severity,
            BaseDue = UnixTime.Of(opened.Due),
            Due = exceptions.Due(appId, opened.RuleId, runTime, UnixTime.Of(opened.Due)),
            EndSeen = UnixTime.Open,
            EndExact = false,
        };
        _rows.Add(row);
        return row;
    }

    /// <summary>A finding that ends.</summary>
    public FindingRow End(EndedFinding ended, long runTime) => Replace(ended.Id, f => f with
    {
        EndSeen = runTime,
        Ended = UnixTime.Of(ended.At),
        EndExact = ended.Exact,
        End = ended.End,
    });

    /// <summary>A finding that goes on with other terms; with it those that it had.</summary>
    public (FindingRow Now, FindingTermsRow Before) Alter(OpenFinding altered, long runTime)
    {
        var old = _rows.Single(f => f.Id == altered.Id);
        var baseDue = UnixTime.Of(altered.Due) - Counted(old, runTime);
        var now = Replace(altered.Id, f => f with
        {
            Severity = altered.Severity,
            BaseDue = baseDue,
            Due = exceptions.Due(appId, f.RuleId, f.Detected, baseDue),
        });
        return (now, new FindingTermsRow { FindingId = old.Id, ValidTo = runTime, Severity = old.Severity, Due = old.Due });
    }

    private long Counted(FindingRow finding, long until) =>
        exceptions.Counted(appId, finding.RuleId, finding.Detected, finding.BaseDue, until);

    private FindingRow Replace(long id, Func<FindingRow, FindingRow> change)
    {
        var at = _rows.FindIndex(f => f.Id == id);
        return _rows[at] = change(_rows[at]);
    }
}
