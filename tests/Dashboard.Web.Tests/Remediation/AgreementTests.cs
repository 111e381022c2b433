using System.Globalization;
using System.Text.Json.Nodes;
using Dashboard.Storage;
using Dashboard.Web.Tests.Support;
using TestHistory = Dashboard.Testing.TestHistory;

namespace Dashboard.Web.Tests.Remediation;

/// <summary>
/// What the page shows, what the API answers, and what the rows of the database say when they are counted by hand, are the same: of the
/// running program, over a demo of some months.
/// </summary>
public abstract class AgreementTests(DatabaseProvider provider) : IAsyncLifetime
{
    public sealed class OnSqlite() : AgreementTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : AgreementTests(DatabaseProvider.PostgreSql);

    /// <summary>No filter, one dimension, and two at once; each as the pages and the API write it, and as a condition on the state.</summary>
    private static readonly (string Query, string Condition)[] Filters =
    [
        ("", "1 = 1"),
        ("environment=prod", """s."EnvironmentKey" = 'prod'"""),
        ("environment=prod&reachability=Public", """s."EnvironmentKey" = 'prod' AND s."Reachability" = 3"""),
    ];

    private TestHistory _history = null!;
    private RunningDemo _demo = null!;

    public async ValueTask InitializeAsync()
    {
        _history = await TestHistory.CreateAsync(provider);
        _demo = await RunningDemo.StartAsync(new Dictionary<string, string?>
        {
            ["Demo:Apps"] = "150",
            ["Demo:Months"] = "5",
            ["Database:Provider"] = provider.ToString(),
            ["Database:ConnectionString"] = _history.Settings.ConnectionString,
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _demo.DisposeAsync();
        await _history.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Page_API_and_the_rows_of_the_database_agree_under_three_filters()
    {
        var firstRun = await SqlFindings.FirstRunAsync(_history.Settings);
        // Now, and on a past day on which something ended: what the runs after it did must not show.
        var end = DateTimeOffset.FromUnixTimeMilliseconds(await SqlFindings.LastEndAsync(_history.Settings, new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero)));
        foreach (var (query, condition) in Filters)
        {
            foreach (var day in new[] { "", end.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) })
            {
                var api = await _demo.GetAsync($"/api/v1/kpis/time-to-remediate?{query}{(day.Length > 0 ? "&to=" + day : "")}");
                var at = DateTimeOffset.Parse((string)api["asOf"]!, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
                var plain = new PlainFigures(await SqlFindings.AtAsync(_history.Settings, at, condition), at);
                AssertTelling(plain);

                var html = await _demo.Client().GetStringAsync($"/remediation?{query}{(day.Length > 0 ? "&asOf=" + day : "")}");
                AssertSame($"page, {query} {day}", ShownFigures.Of(plain, firstRun), ShownFigures.Of(html));
                AssertSame($"API, {query} {day}", Answer(plain), Answer(api["items"]!.AsArray()[^1]!["figures"]!));
                var weeks = await _demo.GetAsync($"/api/v1/kpis/finding-weeks?{query}{(day.Length > 0 ? "&asOf=" + day : "")}");
                Assert.Equal(plain.Weeks(26, firstRun).Select(w => (w.Detected, w.Remediated, w.Otherwise, w.Open)), weeks["items"]!.AsArray().Select(Week));
                Assert.Equal(13, (int)weeks["forecast"]!["weeks"]!);
            }
        }
    }

    // Of nothing, everything agrees.
    private static void AssertTelling(PlainFigures plain)
    {
        Assert.True(plain is { Open: > 10, Overdue: > 0, Remediated: > 5, EndedOtherwise: > 0, Standing: > 5 });
        Assert.NotNull(plain.Within(30));
    }

    private static void AssertSame(string what, Dictionary<string, string> expected, Dictionary<string, string> actual)
    {
        var wrong = expected.Where(e => actual[e.Key] != e.Value).Select(e => $"{e.Key}: {actual[e.Key]} and not {e.Value}").ToList();
        Assert.True(wrong.Count == 0 && expected.Count == actual.Count, $"{what}\n{string.Join('\n', wrong)}");
    }

    private static (int, int, int, int) Week(JsonNode? week) =>
        ((int)week!["detected"]!, (int)week["remediated"]!, (int)week["endedOtherwise"]!, (int)week["open"]!);

    private static Dictionary<string, string> Answer(JsonNode figures) => figures.AsObject()
        .SelectMany(f => f.Value is JsonObject group ? group.Select(g => (Name: $"{f.Key}.{g.Key}", g.Value)) : [(Name: f.Key, f.Value)])
        .ToDictionary(f => f.Name, f => f.Value is null ? "" : ((decimal)f.Value).ToString("0.##", CultureInfo.InvariantCulture));

    private static Dictionary<string, string> Answer(PlainFigures plain)
    {
        var (median, p90, sla) = (plain.Quantile(0.5), plain.Quantile(0.9), plain.Sla);
        return new()
        {
            ["medianDays"] = Days(median),
            ["medianLowerBoundDays"] = Days(median is null ? plain.Longest : null),
            ["p90Days"] = Days(p90),
            ["p90LowerBoundDays"] = Days(p90 is null ? plain.Longest : null),
            ["meanClosedDays"] = Days(plain.Mean),
            ["closed"] = $"{plain.Remediated}",
            ["endedOtherwise"] = $"{plain.EndedOtherwise}",
            ["open"] = $"{plain.Standing}",
            ["remediatedWithin30DaysPercent"] = Share(plain.Within(30)),
            ["remediatedWithin90DaysPercent"] = Share(plain.Within(90)),
            ["sla.metPercent"] = Share((double)sla.Met / (sla.Met + sla.Missed + sla.Otherwise)),
            ["sla.met"] = $"{sla.Met}",
            ["sla.missed"] = $"{sla.Missed}",
            ["sla.endedOtherwise"] = $"{sla.Otherwise}",
            ["openAges.upTo7Days"] = $"{plain.Aged(-1, 7)}",
            ["openAges.upTo30Days"] = $"{plain.Aged(7, 30)}",
            ["openAges.upTo90Days"] = $"{plain.Aged(30, 90)}",
            ["openAges.over90Days"] = $"{plain.Aged(90, double.MaxValue)}",
            ["openAges.oldestDays"] = Days(plain.Oldest),
            ["findings.open"] = $"{plain.Open}",
            ["findings.overdue"] = $"{plain.Overdue}",
            ["findings.excepted"] = $"{plain.Excepted}",
        };
    }

    private static string Days(double? days) =>
        days is { } value ? Math.Round((decimal)value, 2, MidpointRounding.AwayFromZero).ToString("0.##", CultureInfo.InvariantCulture) : "";

    private static string Share(double? share) => share is { } value ? ShownFigures.Percent(value).TrimEnd('%').Replace(".0", "", StringComparison.Ordinal) : "";
}
