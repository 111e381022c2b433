using System.Globalization;
using Dashboard.Core.Certificates;
using Dashboard.Core.Certificates.Weaknesses;
using Dashboard.Core.Queries;

namespace Dashboard.Web.Api;

/// <summary>Which certificates, and in what order.</summary>
/// <param name="Filter">Which.</param>
/// <param name="Sort">The order.</param>
/// <param name="Text">The filter as a query string.</param>
internal sealed record CertificateChoice(CertificateFilter Filter, CertificateSort Sort, string Text)
{
    private const string Sorts = "expires, issued or client, with a minus before it for the other way round";

    /// <summary>All of them.</summary>
    public static CertificateChoice All { get; } = new(CertificateFilter.Any, CertificateSort.Default, "");

    /// <summary>The parameters.</summary>
    public static IReadOnlyList<QueryParameter> Parameters { get; } =
    [
        new("status", $"Where it stands: {Names<CertificateStatus>()}; repeat for alternatives.", Repeats: true),
        new("source", $"Where it was learnt of: {Names<CertificateSource>()}; repeat for alternatives.", Repeats: true),
        new("custody", $"Whether its key can be carried away: {Names<KeyCustody>()}; repeat for alternatives.", Repeats: true),
        new("weakness", $"What can be said against it: {Names<CertificateWeakness>()}; repeat for alternatives.", Repeats: true),
        new("pki", "The number of a PKI; repeat for alternatives.", Repeats: true),
        new("app", "The ARM id of an app that lets it in; repeat for alternatives.", Repeats: true),
        new("expired", "true or false: whether it had expired at the moment."),
        new("expiresFrom", "The first day on which it may expire."), new("expiresTo", "The last day on which it may expire."),
        new("suggested", "true or false: whether something that may follow it waits for a person to say so."),
        new("lapsed", "true or false: whether it had expired without a successor."),
        new("q", "A part of the client's name, the subject or an alternative name; or the whole serial number or thumbprint."),
        new("sort", $"The order: {Sorts}."),
    ];

    /// <summary>Reads it, and tells <paramref name="query"/> what is wrong with it.</summary>
    public static CertificateChoice Read(ApiQuery query)
    {
        var (from, to) = (query.Day("expiresFrom"), query.Day("expiresTo"));
        var filter = new CertificateFilter
        {
            Status = query.Each<CertificateStatus>("status"),
            Source = query.Each<CertificateSource>("source"),
            Custody = query.Each<KeyCustody>("custody"),
            Weakness = query.Each<CertificateWeakness>("weakness"),
            Pki = query.Numbers("pki"),
            App = query.Texts("app"),
            Expired = query.Flag("expired"),
            ExpiresFrom = from is { } first ? Start(first) : null,
            ExpiresBefore = to is { } last ? last == DateOnly.MaxValue ? DateTimeOffset.MaxValue : Start(last.AddDays(1)) : null,
            Suggested = query.Flag("suggested"),
            Lapsed = query.Flag("lapsed"),
            Text = query.Text("q"),
        };
        return new CertificateChoice(filter, SortOf(query), TextOf(query));
    }

    private static CertificateSort SortOf(ApiQuery query)
    {
        if (query.Text("sort") is not { } text) return CertificateSort.Default;
        var column = Enum.GetNames<CertificateSortColumn>().FirstOrDefault(n => n.Equals(text.TrimStart('-'), StringComparison.OrdinalIgnoreCase));
        if (column is not null) return new CertificateSort(Enum.Parse<CertificateSortColumn>(column), text.StartsWith('-'));
        query.Wrong("sort", $"sort is {Sorts}.");
        return CertificateSort.Default;
    }

    private static string TextOf(ApiQuery query) => string.Join('&', Parameters.Where(p => p.Name != "sort")
        .SelectMany(p => query.Texts(p.Name).Select(v => $"{p.Name}={Uri.EscapeDataString(v)}")));

    private static DateTimeOffset Start(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private static string Names<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetNames<T>());
}

/// <summary>The period of KPI 2, and as of when it is known.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="AsOf">The moment; null means now.</param>
internal sealed record RenewalPeriod(DateOnly From, DateOnly To, DateTimeOffset? AsOf)
{
    private const int UsualDays = 365;
    private const int MostDays = 10 * 366;

    /// <summary>The moment that ends it.</summary>
    public DateTimeOffset End => To == DateOnly.MaxValue ? DateTimeOffset.MaxValue : new(To.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    /// <summary>Its first moment.</summary>
    public DateTimeOffset Start => new(From.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    /// <summary>Reads it: the last 365 days, and as known at their end, if nothing is given.</summary>
    public static RenewalPeriod Read(ApiQuery query)
    {
        var today = DateOnly.FromDateTime((query.AsOf ?? query.Now).UtcDateTime);
        var last = query.Day("to") ?? today;
        var first = query.Day("from") ?? last.AddDays(-Math.Min(UsualDays - 1, last.DayNumber));
        if (last > today) query.Wrong("to", "to lies after the moment.");
        if (first > last) query.Wrong("from", "from lies after to.");
        else if (last.DayNumber - first.DayNumber > MostDays) query.Wrong("from", string.Create(CultureInfo.InvariantCulture, $"A period has at most {MostDays} days."));
        var period = new RenewalPeriod(first, last, query.AsOf);
        return query.AsOf is null && last < today ? period with { AsOf = period.End.AddMilliseconds(-1) } : period;
    }
}
