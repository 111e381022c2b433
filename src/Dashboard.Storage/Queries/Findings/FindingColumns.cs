using Dashboard.Core.Findings;
using Dashboard.Core.Findings.Remediation;
using Dashboard.Core.Posture;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries.Findings;

/// <summary>What figures hang on, of every finding that was ever known after one run: whatever the moment, they are counted from here.</summary>
internal sealed class FindingColumns
{
    private readonly FindingCell[] _cells;
    private readonly ILookup<long, (long ValidTo, Severity Severity, long Due)> _terms;

    private FindingColumns((long, long) state, FindingCell[] cells, ILookup<long, (long, Severity, long)> terms) => (State, _cells, _terms) = (state, cells, terms);

    /// <summary>The newest run that they know, and how often exceptions had changed.</summary>
    public (long Run, long Exceptions) State { get; }

    /// <summary>Reads them in the current transaction, which sees <paramref name="state"/>.</summary>
    public static async Task<FindingColumns> ReadAsync(DashboardDbContext context, (long Run, long Exceptions) state, CancellationToken cancellationToken)
    {
        var cells = new List<FindingCell>();
        var rules = new Dictionary<string, string>();
        var rows = context.Findings.Select(f => new { f.Id, f.AppId, f.RuleId, f.Detected, f.EndSeen, f.Ended, f.End, f.Severity, f.Due });
        await foreach (var f in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            // One text for each rule, and not one for each finding.
            if (!rules.TryGetValue(f.RuleId, out var rule)) rules.Add(f.RuleId, rule = f.RuleId);
            cells.Add(new FindingCell(f.Id, f.AppId, rule, f.Detected, f.EndSeen, f.Ended ?? 0, f.End, f.Severity, f.Due));
        }

        var terms = await context.FindingTerms.OrderBy(t => t.ValidTo).ToListAsync(cancellationToken);
        return new FindingColumns(state, [.. cells], terms.ToLookup(t => t.FindingId, t => (t.ValidTo, t.Severity, t.Due)));
    }

    /// <summary>The findings that were known at a moment on the apps that <paramref name="on"/> admits, or, where it is null, on all.</summary>
    public IEnumerable<KnownFinding> At(long at, Func<long, bool>? on)
    {
        foreach (var cell in _cells)
        {
            if (cell.Detected > at || on?.Invoke(cell.AppId) == false) continue;
            var (severity, due) = (cell.Severity, cell.Due);
            foreach (var terms in _terms[cell.Id])
            {
                if (terms.ValidTo <= at) continue;
                (severity, due) = (terms.Severity, terms.Due);
                break;
            }

            var stands = cell.EndSeen > at;
            yield return new KnownFinding(cell.AppId, cell.RuleId, severity, new ObservedFinding(
                UnixTime.From(cell.Detected), UnixTime.From(due), stands ? null : UnixTime.From(cell.Ended), stands ? null : cell.End));
        }
    }

    /// <summary>From when to when findings stood, piece by piece of equal due date; those that did between two moments, both included.</summary>
    public IEnumerable<OpenSpan> OpenBetween(long from, long to)
    {
        foreach (var cell in _cells)
        {
            if (cell.Detected > to || cell.EndSeen <= from) continue;
            var since = cell.Detected;
            foreach (var terms in _terms[cell.Id])
            {
                yield return new OpenSpan(cell.AppId, cell.RuleId, since, terms.ValidTo, terms.Due);
                since = terms.ValidTo;
            }

            yield return new OpenSpan(cell.AppId, cell.RuleId, since, cell.EndSeen, cell.Due);
        }
    }

    private readonly record struct FindingCell(
        long Id, long AppId, string RuleId, long Detected, long EndSeen, long Ended, FindingEnd? End, Severity Severity, long Due);
}

/// <summary>A finding as figures see it.</summary>
internal readonly record struct KnownFinding(long AppId, string RuleId, Severity Severity, ObservedFinding Observed);

/// <summary>A finding stood from a moment on, until another, and was due at a third.</summary>
internal readonly record struct OpenSpan(long AppId, string RuleId, long From, long To, long Due);
