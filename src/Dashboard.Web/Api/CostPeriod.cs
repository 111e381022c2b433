using System.Globalization;
using Dashboard.Core.Costs;
using Dashboard.Core.Queries;
using Dashboard.Web.Urls;

namespace Dashboard.Web.Api;

/// <summary>Which months of costs, or which groups of one month.</summary>
/// <param name="First">The first month.</param>
/// <param name="Last">The last month; the only one of groups.</param>
/// <param name="By">The dimension of the groups; null for months.</param>
internal sealed record CostPeriod(CostMonth First, CostMonth Last, CostDimension? By)
{
    private const int MostMonths = 60;

    /// <summary>A year, and the month that the last one is compared with.</summary>
    private const int UsualMonths = 13;

    /// <summary>The names of the dimensions.</summary>
    public static IReadOnlyList<string> Dimensions { get; } = [.. Enum.GetValues<CostDimension>().Select(TagsView.Enums.Word)];

    /// <summary>Which months, or the month of the groups.</summary>
    public static IReadOnlyList<QueryParameter> Parameters { get; } =
    [
        new("from", $"The first month (2026-01); {UsualMonths} months if not given."),
        new("to", "The last month; the last complete one before the moment if not given."),
        new("by", "Groups of one month instead of months: one of " + string.Join(", ", Dimensions) + "."),
        new("month", "The month of the groups; the last complete one before the moment if not given. Only with by."),
    ];

    /// <summary>The period as a query string.</summary>
    public string Text => By is { } by ? $"by={TagsView.Enums.Word(by)}&month={Last}" : $"from={First}&to={Last}";

    /// <summary>The last month that is over at a moment; the first month of all where none is.</summary>
    public static CostMonth LastComplete(DateTimeOffset moment)
    {
        var month = CostMonth.Of(moment);
        return month is { Year: 1, Month: 1 } ? month : month.Plus(-1);
    }

    /// <summary>The last months up to a moment.</summary>
    public static CostPeriod UpTo(DateTimeOffset moment)
    {
        var last = LastComplete(moment);
        return new CostPeriod(Before(last), last, null);
    }

    /// <summary>The groups of a month.</summary>
    public static CostPeriod Of(CostDimension by, CostMonth month) => new(month, month, by);

    /// <summary>The month that <c>month</c> names, else the last complete one.</summary>
    public static CostMonth ReadMonth(ApiQuery query) => query.Month("month") ?? LastComplete(query.AsOf ?? query.Now);

    /// <summary>The last months up to one, of which a plan's own costs are told.</summary>
    public static CostMonth Before(CostMonth last) =>
        ((last.Year - 1) * 12) + last.Month > UsualMonths ? last.Plus(1 - UsualMonths) : new CostMonth(1, 1);

    /// <summary>Reads it, and tells <paramref name="query"/> what is wrong with it.</summary>
    public static CostPeriod Read(ApiQuery query)
    {
        var by = Dimension(query);
        if (by is { } dimension)
        {
            foreach (var name in new[] { "from", "to" })
                if (query.Text(name) is not null) query.Wrong(name, $"{name} is for months; groups by a dimension are of one month.");
            return Of(dimension, ReadMonth(query));
        }

        if (query.Text("month") is not null) query.Wrong("month", "month is for groups: give by as well, or from and to for months.");
        var last = query.Month("to") ?? LastComplete(query.AsOf ?? query.Now);
        var first = query.Month("from") ?? Before(last);
        if (first > last) query.Wrong("from", "from lies after to.");
        else if (((last.Year - first.Year) * 12) + last.Month - first.Month >= MostMonths)
            query.Wrong("from", string.Create(CultureInfo.InvariantCulture, $"A period has at most {MostMonths} months."));
        return new CostPeriod(first, last, null);
    }

    /// <summary>The dimension of a name; null where there is none.</summary>
    public static CostDimension? Find(string text) => TagsView.Enums.Of<CostDimension>(text);

    private static CostDimension? Dimension(ApiQuery query)
    {
        if (query.Text("by") is not { } text) return null;
        if (Find(text) is { } dimension) return dimension;
        query.Wrong("by", "by is one of " + string.Join(", ", Dimensions) + ".");
        return null;
    }
}
