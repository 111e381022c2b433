using Dashboard.Core.Findings;
using Dashboard.Storage.Model;

namespace Dashboard.Storage.Merging;

/// <summary>The findings of one app in memory, open and ended, as run after run alters them.</summary>
internal sealed class AppFindings(long appId, IEnumerable<FindingRow> known)
{
    private readonly List<FindingRow> _rows = [.. known.OrderBy(f => f.Detected)];

    /// <summary>All of them.</summary>
    public IReadOnlyList<FindingRow> Rows => _rows;

    /// <summary>Those that stand.</summary>
    public IReadOnlyList<OpenFinding> Open =>
    [
        .. _rows.Where(f => f.EndSeen == UnixTime.Open).Select(f => new OpenFinding(f.Id, f.RuleId, f.Severity, UnixTime.From(f.Due))),
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
            Due = UnixTime.Of(opened.Due),
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
        var now = Replace(altered.Id, f => f with { Severity = altered.Severity, Due = UnixTime.Of(altered.Due) });
        return (now, new FindingTermsRow { FindingId = old.Id, ValidTo = runTime, Severity = old.Severity, Due = old.Due });
    }

    private FindingRow Replace(long id, Func<FindingRow, FindingRow> change)
    {
        var at = _rows.FindIndex(f => f.Id == id);
        return _rows[at] = change(_rows[at]);
    }
}
