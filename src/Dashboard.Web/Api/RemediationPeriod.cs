using System.Globalization;
using Dashboard.Core.Queries;
using Dashboard.Web.Urls;

namespace Dashboard.Web.Api;

/// <summary>Which month ends of the time to remediate, or which groups at the end.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The end: that of the last day, or now.</param>
/// <param name="By">The dimension of the groups; null for month ends.</param>
/// <param name="IsPast">True where the end is not now.</param>
internal sealed record RemediationPeriod(DateOnly From, DateTimeOffset To, FindingDimension? By, bool IsPast)
{
    private const int MaxDays = 5 * 366;
    private const int DefaultMonths = 12;

    /// <summary>The names of the dimensions.</summary>
    public static IReadOnlyList<string> Dimensions { get; } = Enum.GetNames<FindingDimension>();

    /// <summary>The moment for queries; null means now.</summary>
    public DateTimeOffset? AsOf => IsPast ? To : null;

    /// <summary>The period as a query string.</summary>
    public string Text => string.Create(
        CultureInfo.InvariantCulture, $"from={From:yyyy-MM-dd}&to={To.UtcDateTime:yyyy-MM-dd}{(By is { } by ? $"&by={by}" : "")}");

    /// <summary>The ends of the months before the last moment, oldest first.</summary>
    public IEnumerable<DateTimeOffset> MonthEnds
    {
        get
        {
            for (var month = new DateOnly(From.Year, From.Month, 1); ; month = month.AddMonths(1))
            {
                var end = AsOfUrl.EndOf(month.AddMonths(1).AddDays(-1));
                if (end >= To) yield break;
                yield return end;
            }
        }
    }

    /// <summary>The last twelve months up to a moment; null means now.</summary>
    public static RemediationPeriod UpTo(DateTimeOffset? asOf, DateTimeOffset now, FindingDimension? by)
    {
        var to = asOf ?? now;
        return new RemediationPeriod(FirstOf(DateOnly.FromDateTime(to.UtcDateTime)), to, by, asOf is not null);
    }

    /// <summary>Reads it, and tells <paramref name="query"/> what is wrong with it.</summary>
    public static RemediationPeriod Read(ApiQuery query)
    {
        var today = DateOnly.FromDateTime(query.Now.UtcDateTime);
        var last = query.Day("to") ?? today;
        var first = query.Day("from") ?? FirstOf(last);
        if (last > today) query.Wrong("to", "to lies in the future.");
        if (first > last) query.Wrong("from", "from lies after to.");
        else if (last.DayNumber - first.DayNumber > MaxDays) query.Wrong("from", $"A period has at most {MaxDays} days.");
        return new RemediationPeriod(first, last < today ? AsOfUrl.EndOf(last) : query.Now, Dimension(query), last < today);
    }

    private static DateOnly FirstOf(DateOnly last) => last.Year > 1 ? last.AddMonths(-DefaultMonths) : DateOnly.MinValue;

    private static FindingDimension? Dimension(ApiQuery query)
    {
        if (query.Text("by") is not { } text) return null;
        if (TagsView.Enums.Of<FindingDimension>(text) is { } dimension) return dimension;
        query.Wrong("by", "by is one of " + string.Join(", ", Dimensions) + ".");
        return null;
    }
}
