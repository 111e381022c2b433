using System.Globalization;
using System.Text.Json.Nodes;
using Dashboard.Core.Audit;
using Dashboard.Core.Exceptions;
using Dashboard.Core.Posture.Rules;
using Dashboard.Storage;
using Dashboard.Storage.Commands;
using Dashboard.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using TestHistory = Dashboard.Testing.TestHistory;

namespace Dashboard.Web.Tests.Exceptions;

/// <summary>
/// The walk through the running program: all figures of one estate at one moment, without an exception and with some. No page, no answer
/// and no file counts an excepted app as enforced: what differs are the figures of exceptions alone, and they are what they have to be.
/// </summary>
public abstract class ExceptionWalkTests(DatabaseProvider provider) : IAsyncLifetime
{
    public sealed class OnSqlite() : ExceptionWalkTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : ExceptionWalkTests(DatabaseProvider.PostgreSql);

    private static readonly AuditActor Ada = new("entra:t:ada", "Ada Asker", ["Security"], ActorKind.Person);
    private static readonly AuditActor Bob = new("entra:t:bob", "Bob Approver", ["RiskApprover"], ActorKind.Person);

    /// <summary>The last part of the places that exceptions may change: their own figures, and due dates, which have their time in them.</summary>
    private static readonly HashSet<string> OfExceptions =
    [
        "excepted", "exceptedUntil", "exceptionId", "withExceptionsPercent", "coverage.withExceptionsPercent", "apps.excepted", "findings.excepted", "allExcepted", "due",
    ];

    /// <summary>What pages may show otherwise: the parts from which excepted apps were taken, and the figures of exceptions.</summary>
    private static readonly HashSet<string> OfExceptionsOnPages =
    [
        "covered-gaps", "covered-notenforced", "covered-unsupported", "covered-excepted", "with-exceptions", "excepted", "exceptions-ending", "findings-excepted",
        "by-excepted", "own-excepted",
    ];

    private readonly StoppableClock _clock = new();
    private TestHistory _history = null!;
    private RunningDemo _demo = null!;

    public async ValueTask InitializeAsync()
    {
        _history = await TestHistory.CreateAsync(provider);
        _demo = await RunningDemo.StartAsync(
            new Dictionary<string, string?>
            {
                ["Demo:Apps"] = "400",
                ["Database:Provider"] = provider.ToString(),
                ["Database:ConnectionString"] = _history.Settings.ConnectionString,
            },
            _clock);
        _clock.Stop();
        await EndAllAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _demo.DisposeAsync();
        await _history.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Nothing_counts_an_excepted_app_as_enforced()
    {
        var without = await AllFigures.ReadAsync(_demo);
        var before = await DaysAsync();
        var apps = await AppsAsync();
        var overview = await _demo.GetAsync("/api/v1/overview");
        var chosen = Choose(apps);
        foreach (var app in chosen) await ExceptAsync(app, [.. Decisive(app)]);
        // One of two failures of an app is covered: that makes no excepted app.
        var half = apps.First(a => !chosen.Contains(a) && InDenominator(a) && FailedHeadline(a).Count > 1);
        await ExceptAsync(half, [FailedHeadline(half)[0]]);

        var with = await AllFigures.ReadAsync(_demo);
        // One place of each list, page and file is told, and how many there are.
        var wrong = without.DifferencesTo(with).Where(p => !IsOfExceptions(p)).ToLookup(p => string.Join(' ', p.Split(' ').Take(2)));
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Select(g => $"{g.Count()}: {g.First()}: {Text(without, g.First())} became {Text(with, g.First())}")));
        await AssertExceptedAsync(apps, chosen, overview);
        await AssertBadgesAndGroupsAsync(chosen, before);
        await AssertFiguresLeadToTheirRowsAsync();
        await AssertFindingsAsync(chosen);

        await AssertOptOutAsync(apps, with);
    }

    /// <summary>Of each verdict that can be excepted two apps of the denominator, and a stopped one.</summary>
    private static List<JsonNode> Choose(List<JsonNode> apps)
    {
        var chosen = new[] { "NotEnforced", "Gaps", "Unsupported" }
            .SelectMany(v => apps.Where(a => InDenominator(a) && (string)a["verdict"]! == v && Decisive(a).Count > 0).Take(2)).ToList();
        Assert.Equal(["Gaps", "NotEnforced", "Unsupported"], chosen.Select(a => (string)a["verdict"]!).Distinct().Order());
        var stopped = apps.Where(a => (bool?)a["inScope"] == true && !InDenominator(a) && Decisive(a).Count > 0).Take(1);
        return [.. chosen, .. stopped];
    }

    private async Task AssertExceptedAsync(List<JsonNode> apps, List<JsonNode> chosen, JsonNode before)
    {
        var counted = chosen.Count(InDenominator);
        var now = await _demo.GetAsync("/api/v1/overview");
        Assert.Equal((0, chosen.Count), ((int)before["apps"]!["excepted"]!, (int)now["apps"]!["excepted"]!));
        var (coverage, old) = (now["coverage"]!, before["coverage"]!);
        foreach (var name in new[] { "enforcedCount", "denominator", "enforcedPercent" }) Assert.Equal((decimal)old[name]!, (decimal)coverage[name]!);
        Assert.Equal(
            apps.Count(a => InDenominator(a) && (string)a["verdict"]! == "Enforced"), (int)coverage["enforcedCount"]!);
        Assert.Equal(Share((int)coverage["enforcedCount"]! + counted, (int)coverage["denominator"]!), (decimal)coverage["withExceptionsPercent"]!);
        Assert.Equal(
            chosen.Select(a => (string)a["resourceId"]!).Order(StringComparer.Ordinal),
            (await AppsAsync("excepted=true")).Select(a => (string)a["resourceId"]!).Order(StringComparer.Ordinal));
        Assert.Equal(apps.Count - chosen.Count, (await AppsAsync("excepted=false")).Count);
        Assert.All(await AppsAsync("enforcedOrExcepted=true"), a => Assert.True((string)a["verdict"]! == "Enforced" || (bool)a["excepted"]!));
        Assert.Equal(chosen.Count, (await AppsAsync("exceptionEndsWithin=10")).Count);
        Assert.Empty(await AppsAsync("exceptionEndsWithin=9"));
    }

    private async Task AssertBadgesAndGroupsAsync(List<JsonNode> chosen, List<int> before)
    {
        foreach (var by in new[] { "Owner", "Environment", "Tier", "Subscription" })
        {
            var groups = (await _demo.GetAsync($"/api/v1/kpis/coverage?by={by}"))["items"]!.AsArray();
            Assert.Equal(chosen.Count, groups.Sum(g => (int)g!["apps"]!["excepted"]!));
        }

        // What was excepted on days before stays as it was.
        Assert.Equal(0, before[^1]);
        Assert.Contains(before, d => d > 0);
        Assert.Equal([.. before.SkipLast(1), chosen.Count], await DaysAsync());
        foreach (var app in chosen)
        {
            var page = await _demo.Client().GetStringAsync("/apps" + (string)app["resourceId"]!);
            Assert.Contains("and not counted as enforced", page, StringComparison.Ordinal);
            Assert.Equal((string)app["verdict"]!, (string)(await _demo.GetAsync("/api/v1/apps" + (string)app["resourceId"]!))["app"]!["verdict"]!);
        }
    }

    /// <summary>Each figure of these pages is the number of the rows that the API has under the same filter.</summary>
    private async Task AssertFiguresLeadToTheirRowsAsync()
    {
        var followed = new HashSet<string>();
        foreach (var page in new[] { "/", "/?by=owner", "/remediation", "/findings" })
        {
            foreach (var figure in AllFigures.Linked(await _demo.Client().GetStringAsync(page)))
            {
                var (name, href) = (figure.GetAttribute("data-figure")!, figure.GetAttribute("href")!);
                if (!OfExceptionsOnPages.Contains(name)) continue;
                followed.Add(name);
                var value = decimal.Parse(figure.GetAttribute("data-value") ?? figure.TextContent, CultureInfo.InvariantCulture);
                var rows = await TotalAsync(href);
                var expected = figure.GetAttribute("data-of") is { } of ? Share(rows, await TotalAsync(of)) : rows;
                Assert.True(expected == value, $"{page} {name}: {value} shown, {expected} behind {href}");
            }
        }

        Assert.Equal(OfExceptionsOnPages.Except(["own-excepted"]).Order(), followed.Order());
    }

    private async Task AssertFindingsAsync(List<JsonNode> chosen)
    {
        var excepted = (await _demo.GetAsync("/api/v1/findings?excepted=true&pageSize=1000"))["items"]!.AsArray();
        // Those of the excepted apps that stand, and the one of the app of which only half is covered.
        Assert.Equal(chosen.Sum(a => Decisive(a).Count) + 1, excepted.Count);
        Assert.All(excepted, f =>
        {
            Assert.Equal(Expires, (DateTimeOffset)f!["exceptedUntil"]!);
            Assert.Null(f["end"]);
        });
        var findings = (await _demo.GetAsync("/api/v1/overview"))["findings"]!;
        Assert.Equal(excepted.Count, (int)findings["excepted"]!);
        var days = (await _demo.GetAsync("/api/v1/kpis/findings"))["items"]!.AsArray();
        Assert.Equal(excepted.Count, (int)days[^1]!["excepted"]!);
    }

    /// <summary>An opted-out app passes MTLS016 by an exception: that rule differs on that app, and how many apps have each result of it.</summary>
    private async Task AssertOptOutAsync(List<JsonNode> apps, AllFigures before)
    {
        var app = apps.First(a => Fails(a, OptOutIsJustified.RuleId));
        await ExceptAsync(app, [OptOutIsJustified.RuleId]);
        var after = await AllFigures.ReadAsync(_demo);
        var differences = before.DifferencesTo(after);
        Assert.All(differences, p => Assert.True(
            p.Contains("MTLS016", StringComparison.Ordinal) || p.EndsWith(" failedRules", StringComparison.Ordinal)
            || p.StartsWith("rules", StringComparison.Ordinal) || p.StartsWith("page /rules", StringComparison.Ordinal), p));
        Assert.Contains(differences, p => p.StartsWith("apps.csv", StringComparison.Ordinal) && p.EndsWith(" MTLS016", StringComparison.Ordinal));
        Assert.Contains(differences, p => p.StartsWith("rules ", StringComparison.Ordinal) && p.EndsWith(" pass", StringComparison.Ordinal));
        Assert.DoesNotContain((string)app["resourceId"]!, (await AppsAsync("rule=MTLS016")).Select(a => (string)a["resourceId"]!));
        Assert.Contains((string)app["resourceId"]!, (await AppsAsync("ruleResult=MTLS016:pass")).Select(a => (string)a["resourceId"]!));
    }

    private async Task ExceptAsync(JsonNode app, IReadOnlyList<string> rules)
    {
        var services = _demo.App.Services;
        var terms = new ExceptionTerms(
            "The client cannot send certificates", ExceptionTreatment.RiskAccepted, "", "Head of Payments", Expires, null);
        var asked = await services.GetRequiredService<RequestExceptionCommand>().RunAsync(
            new ExceptionRequest([(string)app["resourceId"]!], rules, terms, null), Ada, TestContext.Current.CancellationToken);
        Assert.True(asked.Refusal is null, string.Join(' ', asked.Problems.Select(p => p.Problem)));
        Assert.Null(await services.GetRequiredService<StepExceptionCommand>().RunAsync(
            asked.Id!.Value, ExceptionStep.Approved, null, Bob, TestContext.Current.CancellationToken));
    }

    /// <summary>Ends what the demo's people have asked for, so that the walk begins without any exception.</summary>
    private async Task EndAllAsync()
    {
        var step = _demo.App.Services.GetRequiredService<StepExceptionCommand>();
        foreach (var (status, end) in new[] { ("Approved", ExceptionStep.Revoked), ("Requested", ExceptionStep.Rejected) })
        {
            foreach (var exception in (await _demo.GetAsync($"/api/v1/exceptions?status={status}&pageSize=1000"))["items"]!.AsArray())
                Assert.Null(await step.RunAsync((long)exception!["id"]!, end, "The walk begins", Bob, TestContext.Current.CancellationToken));
        }
    }

    /// <summary>An expiry is kept in whole seconds.</summary>
    private DateTimeOffset Expires
    {
        get
        {
            var at = _demo.App.Services.GetRequiredService<TimeProvider>().GetUtcNow().AddDays(10);
            return at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond));
        }
    }

    private async Task<List<int>> DaysAsync() =>
        [.. (await _demo.GetAsync("/api/v1/kpis/coverage"))["items"]!.AsArray().Select(d => (int)d!["apps"]!["excepted"]!)];

    private async Task<List<JsonNode>> AppsAsync(string query = "") =>
        [.. (await _demo.GetAsync($"/api/v1/apps?pageSize=1000&{query}"))["items"]!.AsArray().Select(a => a!)];

    private async Task<int> TotalAsync(string href) =>
        (int)(await _demo.GetAsync("/api/v1" + href + (href.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "pageSize=1"))["total"]!;

    private static bool IsOfExceptions(string place) => place.StartsWith("page ", StringComparison.Ordinal)
        ? OfExceptionsOnPages.Contains(place.Split(' ')[^2])
        : OfExceptions.Contains(place.Split(' ')[^1]);

    private static string Text(AllFigures figures, string place) => figures.Places.Contains(place) ? figures[place] : "not there";

    private static bool InDenominator(JsonNode app) =>
        (bool?)app["inScope"] == true && (string?)app["state"] != "Stopped" && (string)app["verdict"]! != "NotApplicable";

    private static bool Fails(JsonNode app, string rule) =>
        app["rules"]!.AsArray().Any(r => (string)r!["id"]! == rule && (string)r["result"]! == "Fail");

    private static List<string> FailedHeadline(JsonNode app) => [.. RuleCatalogue.Headline.Where(r => Fails(app, r))];

    private static List<string> Decisive(JsonNode app)
    {
        if ((string)app["verdict"]! is "Unknown" or "NotApplicable" or "Enforced") return [];
        var headline = FailedHeadline(app);
        return headline.Count == 0 && Fails(app, "MTLS006") ? ["MTLS006"] : headline;
    }

    private static decimal Share(int part, int whole) => Math.Floor(part * 1000m / whole) / 10;
}
