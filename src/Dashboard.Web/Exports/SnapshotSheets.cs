using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Dashboard.Core.Costs;
using Dashboard.Core.Reports;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Reports;
using Dashboard.Web.Api.Contracts;

namespace Dashboard.Web.Exports;

/// <summary>A figure of a month in a file.</summary>
/// <param name="Name">Its name; sentences of the summary go by their place.</param>
/// <param name="Value">What is sealed.</param>
/// <param name="Now">What it is now, where it is another one.</param>
internal sealed record SnapshotFigure(string Name, object? Value, object? Now);

/// <summary>Opens the list of sealed months, and one of them.</summary>
internal sealed class SnapshotSheets(SealedMonthQuery months, RestatementQuery restatements, RunQuery runs)
{
    /// <summary>The list of sealed months.</summary>
    public const string Snapshots = "snapshots";

    private static readonly IReadOnlyList<ExportColumn<SnapshotResponse>> Columns =
    [
        new("month", s => s.Month), new("completeness", s => s.Completeness.ToString()), new("whole", s => s.Whole),
        new("coveragePercent", s => s.CoveragePercent), new("coverageChange", s => s.CoverageChange), new("targetPercent", s => s.TargetPercent),
        new("withExceptionsPercent", s => s.WithExceptionsPercent), new("medianDays", s => s.MedianDays), new("openFindings", s => s.OpenFindings),
        new("overdueFindings", s => s.OverdueFindings), new("activeExceptions", s => s.ActiveExceptions), new("better", s => s.Better),
        new("worse", s => s.Worse), new("preliminary", s => s.Preliminary), new("ruleSetVersion", s => s.RuleSetVersion),
        new("sealingRun", s => s.SealingRun), new("sealedAt", s => new TypedMoment(s.SealedAt)), new("sealedBy", s => s.SealedBy), new("hash", s => s.Hash),
        new("auditSeq", s => s.AuditSeq), new("auditHash", s => s.AuditHash), new("signedBy", s => string.Join("; ", s.SignOffs.Select(o => o.By))),
    ];

    /// <summary>The last words of the names of figures that are moments or days.</summary>
    private static readonly FrozenSet<string> Moments =
        FrozenSet.Create(StringComparer.Ordinal, "asOf", "knownAt", "standingRunTime", "expires", "date", "earliest", "latest");

    private static readonly IReadOnlyList<ExportColumn<SnapshotFigure>> Figures =
        [new("figure", f => f.Name), new("value", f => f.Value), new("now", f => f.Now)];

    /// <summary>The list.</summary>
    public async Task<ExportSheet> ListAsync(ExportRequest request, ExportFacts facts, CancellationToken cancellationToken)
    {
        var rows = (await months.ListAsync(request.AsOf, cancellationToken)).Select(SnapshotResponse.Of);
        if (request.Page is { } page) rows = rows.Skip((page.Number - 1) * page.Size).Take(page.Size);
        return new ExportSheet<SnapshotResponse>(Columns, rows.ToAsyncEnumerable()) { Name = Snapshots, Facts = facts };
    }

    /// <summary>One month with a figure a row; null where it is not sealed.</summary>
    public async Task<ExportSheet?> MonthAsync(CostMonth month, CancellationToken cancellationToken)
    {
        if (await months.FindAsync(month, cancellationToken) is not { } found) return null;
        var restated = await restatements.RunAsync(found, cancellationToken);
        var run = await runs.StandingAsync(found.Figures.AsOf, cancellationToken);
        return new ExportSheet<SnapshotFigure>(Figures, Rows(found, restated).ToAsyncEnumerable())
        {
            Name = $"snapshot-{month}",
            Facts = new ExportFacts(found.Figures.AsOf, RunRefResponse.Of(run), found.Figures.RuleSetVersion, $"month={month}"),
            Document = SnapshotDetailResponse.Of(found, restated),
        };
    }

    private static IEnumerable<SnapshotFigure> Rows(SealedMonth month, IReadOnlyList<FigureDifference> restated)
    {
        yield return new SnapshotFigure("hash", month.Hash, null);
        yield return new SnapshotFigure("sealedAt", new TypedMoment(month.SealedAt), null);
        yield return new SnapshotFigure("auditSeq", month.Seal?.Seq, null);
        yield return new SnapshotFigure("auditHash", month.Seal?.Hash.ToString(), null);
        foreach (var (signed, i) in month.SignOffs.Select((s, i) => (s, i + 1)))
        {
            yield return new SnapshotFigure(string.Create(CultureInfo.InvariantCulture, $"signOff.{i}.by"), signed.By, null);
            yield return new SnapshotFigure(string.Create(CultureInfo.InvariantCulture, $"signOff.{i}.at"), new TypedMoment(signed.At), null);
        }

        foreach (var (sentence, i) in SnapshotSummary.Of(month.Figures).Select((s, i) => (s, i + 1)))
            yield return new SnapshotFigure(string.Create(CultureInfo.InvariantCulture, $"summary.{i}"), sentence.Text, null);
        var now = restated.ToDictionary(d => d.Name, StringComparer.Ordinal);
        foreach (var (name, value) in FigureNames.Of(month.Text)) yield return new SnapshotFigure(name, Cell(name, value), Cell(name, now.GetValueOrDefault(name)?.Now));
        foreach (var added in restated.Where(d => d.Sealed is null)) yield return new SnapshotFigure(added.Name, null, Cell(added.Name, added.Now));
    }

    /// <summary>A value as a cell takes it: numbers and moments stay what they are. An owner who looks like a date is a text.</summary>
    private static object? Cell(string name, string? json)
    {
        if (json is null) return null;
        var value = JsonElement.Parse(json);
        return value.ValueKind switch
        {
            JsonValueKind.Number => value.GetDecimal(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Null => null,
            JsonValueKind.Array => string.Join("; ", value.EnumerateArray().Select(v => v.ToString())),
            _ when Moments.Contains(name[(name.LastIndexOf('.') + 1)..]) && TypedMoment.TryParse(value.ToString(), out var moment) => moment,
            _ => value.ToString(),
        };
    }
}
