using Dashboard.Web.Api.Contracts;

namespace Dashboard.Web.Exports;

/// <summary>The columns of coverage by day and by group.</summary>
internal static class CoverageColumns
{
    /// <summary>A day a row.</summary>
    public static IReadOnlyList<ExportColumn<CoverageDayResponse>> Days { get; } =
    [
        new("day", d => d.Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), new("run", d => d.Run?.ToString()),
        .. Coverage<CoverageDayResponse>(d => d.Coverage), .. Apps<CoverageDayResponse>(d => d.Apps),
    ];

    /// <summary>A value of the dimension a row; <c>before…</c> is coverage at the period's start.</summary>
    public static IReadOnlyList<ExportColumn<CoverageGroupResponse>> Groups { get; } =
    [
        new("value", g => g.Value), new("label", g => g.Label),
        .. Coverage<CoverageGroupResponse>(g => g.Coverage), .. Apps<CoverageGroupResponse>(g => g.Apps),
        new("beforeEnforcedCount", g => g.Before?.EnforcedCount), new("beforeDenominator", g => g.Before?.Denominator),
        new("beforeEnforcedPercent", g => g.Before?.EnforcedPercent),
    ];

    private static IEnumerable<ExportColumn<T>> Coverage<T>(Func<T, CoverageResponse> of) =>
    [
        new("enforcedCount", r => of(r).EnforcedCount), new("denominator", r => of(r).Denominator),
        new("enforcedPercent", r => of(r).EnforcedPercent), new("provenPercent", r => of(r).ProvenPercent),
        new("withExceptionsPercent", r => of(r).WithExceptionsPercent), new("targetPercent", r => of(r).TargetPercent),
        new("notApplicableInScope", r => of(r).NotApplicableInScope),
    ];

    private static IEnumerable<ExportColumn<T>> Apps<T>(Func<T, AppCountsResponse> of) =>
    [
        new("total", r => of(r).Total), new("inScope", r => of(r).InScope), new("unclassified", r => of(r).Unclassified),
        new("stopped", r => of(r).Stopped), new("stale", r => of(r).Stale), new("excepted", r => of(r).Excepted),
        new("optedOut", r => of(r).OptedOut), new("enforced", r => of(r).Enforced), new("gaps", r => of(r).Gaps),
        new("notEnforced", r => of(r).NotEnforced), new("unsupported", r => of(r).Unsupported),
        new("notApplicable", r => of(r).NotApplicable), new("unknown", r => of(r).Unknown),
    ];
}
