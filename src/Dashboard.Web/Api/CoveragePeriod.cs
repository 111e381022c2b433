using System.Globalization;
using Dashboard.Core.Kpis;
using Dashboard.Web.Urls;

namespace Dashboard.Web.Api;

/// <summary>Which days of a KPI, or which groups at their end.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The end: that of the last day, or now.</param>
/// <param name="By">The dimension of the groups; null for days.</param>
/// <param name="IsPast">True where the end is not now.</param>
internal sealed record CoveragePeriod(DateOnly From, DateTimeOffset To, KpiDimension? By, bool IsPast)
{
    private const int MaxDays = 3 * 366;
    private const int DefaultDays = 90;

    private static DateOnly FirstOf(DateOnly last) => last.AddDays(-Math.Min(DefaultDays - 1, last.DayNumber));

    /// <summary>The names of the dimensions.</summary>
    public static IReadOnlyList<string> Dimensions { get; } = Enum.GetNames<KpiDimension>();

    /// <summary>The moment for queries; null means now.</summary>
    public DateTimeOffset? AsOf => IsPast ? To : null;

    /// <summary>The moment before the period, with which groups are compared.</summary>
    public DateTimeOffset Before => new(From.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    /// <summary>The period as a query string.</summary>
    public string Text => string.Create(
        CultureInfo.InvariantCulture, $"from={From:yyyy-MM-dd}&to={To.UtcDateTime:yyyy-MM-dd}{(By is { } by ? $"&by={by}" : "")}");

    /// <summary>The days up to a moment; null means now.</summary>
    public static CoveragePeriod UpTo(DateTimeOffset? asOf, DateTimeOffset now, KpiDimension? by)
    {
        var to = asOf ?? now;
        var last = DateOnly.FromDateTime(to.UtcDateTime);
        return new CoveragePeriod(FirstOf(last), to, by, asOf is not null);
    }

    /// <summary>Reads it, and tells <paramref name="query"/> what is wrong with it.</summary>
    public static CoveragePeriod Read(ApiQuery query)
    {
        var today = DateOnly.FromDateTime(query.Now.UtcDateTime);
        var last = query.Day("to") ?? today;
        var first = query.Day("from") ?? FirstOf(last);
        if (last > today) query.Wrong("to", "to lies in the future.");
        if (first > last) query.Wrong("from", "from lies after to.");
        else if (last.DayNumber - first.DayNumber > MaxDays) query.Wrong("from", $"A period has at most {MaxDays} days.");
        return new CoveragePeriod(first, last < today ? AsOfUrl.EndOf(last) : query.Now, Dimension(query), last < today);
    }

    /// <summary>The dimension of a name; null where there is none.</summary>
    public static KpiDimension? Find(string text) =>
        Dimensions.FirstOrDefault(d => d.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name ? Enum.Parse<KpiDimension>(name) : null;

    private static KpiDimension? Dimension(ApiQuery query)
    {
        if (query.Text("by") is not { } text) return null;
        if (Find(text) is not { } dimension)
        {
            query.Wrong("by", "by is one of " + string.Join(", ", Dimensions) + ".");
            return null;
        }

        return dimension;
    }
}
