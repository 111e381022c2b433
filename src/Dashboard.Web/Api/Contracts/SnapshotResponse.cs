using System.Text.Json;
using Dashboard.Core.Reports;
using Dashboard.Storage.Reports;

namespace Dashboard.Web.Api.Contracts;

/// <summary>A sealed month in the list.</summary>
internal sealed record SnapshotResponse
{
    /// <summary>The month, <c>2026-03</c>.</summary>
    public required string Month { get; init; }

    /// <summary>How it was sealed.</summary>
    public required MonthCompleteness Completeness { get; init; }

    /// <summary>True where everything of the month was seen.</summary>
    public required bool Whole { get; init; }

    /// <summary>Coverage at its end, in percent; null where no app was in scope.</summary>
    public decimal? CoveragePercent { get; init; }

    /// <summary>The difference to the month before, in points; null where either is unknown.</summary>
    public decimal? CoverageChange { get; init; }

    /// <summary>The target of coverage, in percent.</summary>
    public decimal? TargetPercent { get; init; }

    /// <summary>Coverage with excepted apps, in percent.</summary>
    public decimal? WithExceptionsPercent { get; init; }

    /// <summary>Median time to remediate in days; null where it was not reached.</summary>
    public decimal? MedianDays { get; init; }

    /// <summary>Findings that stood at its end.</summary>
    public required int OpenFindings { get; init; }

    /// <summary>Those of them past their due date.</summary>
    public required int OverdueFindings { get; init; }

    /// <summary>Exceptions that were active at its end.</summary>
    public required int ActiveExceptions { get; init; }

    /// <summary>Apps that got better.</summary>
    public required int Better { get; init; }

    /// <summary>Apps that got worse.</summary>
    public required int Worse { get; init; }

    /// <summary>True where costs may still move; what they are now stands beside the sealed figure.</summary>
    public required bool Preliminary { get; init; }

    /// <summary>The rules that judged at its end.</summary>
    public required string RuleSetVersion { get; init; }

    /// <summary>The run that sealed it; null where none did in time.</summary>
    public long? SealingRun { get; init; }

    /// <summary>When it was sealed.</summary>
    public required DateTimeOffset SealedAt { get; init; }

    /// <summary>Who sealed it, by the name shown then; null where the audit trail has no entry of it.</summary>
    public string? SealedBy { get; init; }

    /// <summary>SHA-256 of the sealed content.</summary>
    public required string Hash { get; init; }

    /// <summary>The place of the sealing in the audit trail.</summary>
    public long? AuditSeq { get; init; }

    /// <summary>The hash there, which the anchor has.</summary>
    public string? AuditHash { get; init; }

    /// <summary>Who signed it off, the first one first.</summary>
    public required IReadOnlyList<SignOffResponse> SignOffs { get; init; }

    /// <summary>The response of <paramref name="month"/>.</summary>
    public static SnapshotResponse Of(SealedMonth month)
    {
        var (f, kpi) = (month.Figures, month.Figures.Kpis.Coverage);
        return new SnapshotResponse
        {
            Month = f.Month,
            Completeness = f.Completeness,
            Whole = f.Quality.Whole,
            CoveragePercent = kpi.Value,
            CoverageChange = kpi.Change,
            TargetPercent = kpi.Target,
            WithExceptionsPercent = f.Posture.WithExceptionsPercent,
            MedianDays = f.Kpis.TimeToRemediate.Value,
            OpenFindings = f.Remediation.Open,
            OverdueFindings = f.Remediation.Overdue,
            ActiveExceptions = f.Exceptions.Active,
            Better = f.Moves.Better,
            Worse = f.Moves.Worse,
            Preliminary = f.CostPlans.Preliminary,
            RuleSetVersion = f.RuleSetVersion,
            SealingRun = f.SealingRun,
            SealedAt = month.SealedAt,
            SealedBy = month.Seal?.By,
            Hash = month.Hash,
            AuditSeq = month.Seal?.Seq,
            AuditHash = month.Seal?.Hash.ToString(),
            SignOffs = [.. month.SignOffs.Select(s => new SignOffResponse(s.By, s.Roles, s.At, s.Text, s.Seq))],
        };
    }
}

/// <summary>Who signed a sealed month off.</summary>
/// <param name="By">Who, by the name shown then.</param>
/// <param name="Roles">The roles that they held then.</param>
/// <param name="At">When.</param>
/// <param name="Comment">What they said; empty where they said nothing.</param>
/// <param name="AuditSeq">Its place in the audit trail, which is all that keeps it.</param>
internal sealed record SignOffResponse(string By, IReadOnlyList<string> Roles, DateTimeOffset At, string Comment, long AuditSeq);

/// <summary>What a reviewer signs.</summary>
/// <param name="Hash">The hash of the month that they looked at, as the snapshot says it.</param>
/// <param name="Comment">What they say; may be left out.</param>
internal sealed record SignOffRequest(string? Hash, string? Comment);

/// <summary>A sealed month, whole.</summary>
/// <param name="Snapshot">As in the list.</param>
/// <param name="Summary">The month in sentences, each with the figures that it is made of.</param>
/// <param name="Figures">What is sealed.</param>
/// <param name="Restatement">The figures that are others with what is known now; the sealed ones never change.</param>
/// <param name="Content">The very text that the hash is of: the figures as canonical JSON.</param>
internal sealed record SnapshotDetailResponse(
    SnapshotResponse Snapshot, IReadOnlyList<SummarySentence> Summary, MonthFigures Figures, IReadOnlyList<RestatedFigureResponse> Restatement,
    string Content)
{
    /// <summary>The response of <paramref name="month"/>.</summary>
    public static SnapshotDetailResponse Of(SealedMonth month, IReadOnlyList<FigureDifference> restated) => new(
        SnapshotResponse.Of(month), SnapshotSummary.Of(month.Figures), month.Figures, [.. restated.Select(RestatedFigureResponse.Of)], month.Text);
}

/// <summary>A figure that is another one now.</summary>
/// <param name="Name">Its name: the path to it in the figures, in which lists go by id, currency or name.</param>
/// <param name="Sealed">What is sealed; null where it is not in the snapshot.</param>
/// <param name="Now">What it is now; null where it is no longer there.</param>
/// <param name="Expected">True where it was marked preliminary; false where the history must have been changed.</param>
internal sealed record RestatedFigureResponse(string Name, JsonElement? Sealed, JsonElement? Now, bool Expected)
{
    /// <summary>The response of <paramref name="difference"/>.</summary>
    public static RestatedFigureResponse Of(FigureDifference difference) =>
        new(difference.Name, Read(difference.Sealed), Read(difference.Now), difference.Expected);

    private static JsonElement? Read(string? json) => json is null ? null : JsonElement.Parse(json);
}
