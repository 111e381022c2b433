using Dashboard.Core.Kpis;

namespace Dashboard.Core.Findings.Remediation;

/// <summary>Findings whose due date, or earlier end, fell in a period.</summary>
/// <param name="Met">Remediated by the due date.</param>
/// <param name="Missed">Open when it passed, whatever became of them later.</param>
/// <param name="EndedOtherwise">Ended otherwise by then: nobody mended them, so they are not met, and are told apart.</param>
public readonly record struct SlaCounts(int Met, int Missed, int EndedOtherwise)
{
    /// <summary>All of them.</summary>
    public int Decided => Met + Missed + EndedOtherwise;

    /// <summary>The share that was met in percent, floored to one decimal; null where nothing was decided.</summary>
    public decimal? MetPercent => Coverage.Percent(Met, Decided);

    /// <summary>The counts of <paramref name="findings"/> in the period (<paramref name="from"/>, <paramref name="at"/>].</summary>
    public static SlaCounts Of(IEnumerable<ObservedFinding> findings, DateTimeOffset from, DateTimeOffset at)
    {
        var (met, missed, otherwise) = (0, 0, 0);
        foreach (var finding in findings)
        {
            var inTime = finding.Ended <= finding.Due;
            var decided = inTime ? finding.Ended!.Value : finding.Due;
            if (decided <= from || decided > at) continue;
            if (!inTime) missed++;
            else if (finding.End == FindingEnd.Remediated) met++;
            else otherwise++;
        }

        return new SlaCounts(met, missed, otherwise);
    }
}
