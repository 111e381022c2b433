using System.Globalization;
using Dashboard.Core.Findings.Remediation;

namespace Dashboard.Web.Api;

/// <summary>How many weeks of findings are asked for, and with what target the backlog is looked ahead.</summary>
/// <param name="Weeks">How many weeks.</param>
/// <param name="Target">How many findings may stand.</param>
internal readonly record struct FindingWeeksRequest(int Weeks, int Target)
{
    /// <summary>As many weeks as the page shows: half a year.</summary>
    public const int Usual = 26;

    private const int Most = 5 * 53;

    /// <summary>No target is higher.</summary>
    public const int MostTarget = 1_000_000;

    /// <summary>The weeks.</summary>
    public static IReadOnlyList<QueryParameter> WeeksParameter { get; } =
        [new("weeks", string.Create(CultureInfo.InvariantCulture, $"How many weeks, from 1 to {Most}; {Usual} if not given."))];

    /// <summary>The target.</summary>
    public static IReadOnlyList<QueryParameter> TargetParameter { get; } =
        [new("target", "How many findings may stand: the forecast says when that is reached. 0 if not given.")];

    /// <summary>As many weeks as have to be read: the forecast needs its own, however few are shown.</summary>
    public int ToRead => Math.Max(Weeks, BacklogForecast.WeeksToRead);

    /// <summary>A target in the URL of a page; null where there is none or it is not understood.</summary>
    public static int? ReadTarget(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var target) && target <= MostTarget ? target : null;

    /// <summary>As a query string.</summary>
    public static string Text(int weeks) => string.Create(CultureInfo.InvariantCulture, $"weeks={weeks}");

    /// <summary>Reads it, and tells <paramref name="query"/> what is wrong with it.</summary>
    public static FindingWeeksRequest Read(ApiQuery query) => new(query.Number("weeks", Usual, 1, Most), query.Number("target", 0, 0, MostTarget));
}
