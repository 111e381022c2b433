using System.Text.Json.Nodes;
using Dashboard.Web.Tests.Support;

namespace Dashboard.Web.Tests.Api;

public sealed class OverviewTests(RunningDemo demo)
{
    private static readonly string[] Verdicts = ["enforced", "gaps", "notEnforced", "unsupported", "notApplicable", "unknown"];

    [Fact]
    public async Task The_six_verdicts_partition_the_total()
    {
        var apps = (await demo.GetAsync("/api/v1/overview"))["apps"]!;
        Assert.True((int)apps["total"]! > 40);
        Assert.Equal((int)apps["total"]!, Verdicts.Sum(v => (int)apps[v]!));
    }

    [Fact]
    public async Task The_shape_is_the_contract()
    {
        var overview = await demo.GetAsync("/api/v1/overview");
        Assert.Equal(
            "asOf,run,apps,coverage,findings,timeToRemediate,renewalLeadTime,connectionFailures,cost,exposure,publicCoverage", Names(overview));
        Assert.Equal("id,status,completedAt,missingScopes", Names(overview["run"]!));
        Assert.Equal(
            "total,inScope,unclassified,stopped,stale,excepted,optedOut,enforced,gaps,notEnforced,unsupported,notApplicable,unknown",
            Names(overview["apps"]!));
        Assert.Equal(
            "enforcedCount,denominator,enforcedPercent,provenPercent,withExceptionsPercent,targetPercent,notApplicableInScope",
            Names(overview["coverage"]!));
        Assert.Equal("open,overdue,excepted", Names(overview["findings"]!));
        Assert.Equal(
            "medianDays,medianLowerBoundDays,p90Days,p90LowerBoundDays,meanClosedDays,closed,open", Names(overview["timeToRemediate"]!));
        Assert.Equal("averageDays,medianDays,renewals,late,lapsed", Names(overview["renewalLeadTime"]!));
        Assert.Equal("last7Days,appsWithoutData", Names(overview["connectionFailures"]!));
    }

    [Fact]
    public async Task What_is_not_measured_is_null_and_never_zero()
    {
        var overview = await demo.GetAsync("/api/v1/overview");
        Assert.Null(overview["coverage"]!["provenPercent"]);
        Assert.Null(overview["connectionFailures"]!["last7Days"]);
        Assert.Empty(overview["exposure"]!.AsArray());
    }

    [Fact]
    public async Task Costs_are_those_of_the_last_complete_month_by_currency()
    {
        foreach (var (query, month) in new[] { ("", "2026-05"), ("?asOf=2026-06-20", "2026-05") })
        {
            var cost = (await demo.GetAsync("/api/v1/overview" + query))["cost"]!.AsArray();
            Assert.Equal(["EUR", "GBP", "USD"], cost.Select(c => (string)c!["currency"]!));
            Assert.All(cost, c => Assert.Equal("currency,month,monthly,unlockMonthly,estimateShare,preliminary,unknownPlans", Names(c!)));
            Assert.All(cost, c => Assert.Equal(month, (string)c!["month"]!));
            Assert.All(cost, c => Assert.True((decimal)c!["monthly"]! > 0 && (decimal)c["unlockMonthly"]! >= 0));
            // What is missing in the sums is said beside them, as on the list of costs.
            var figures = (await demo.GetAsync($"/api/v1/costs?from={month}&to={month}"))["items"]!.AsArray()[0]!;
            Assert.All(cost, c => Assert.Equal(((bool)figures["preliminary"]!, (int)figures["unknownPlans"]!), ((bool)c!["preliminary"]!, (int)c["unknownPlans"]!)));
        }
    }

    [Fact]
    public async Task Coverage_is_enforced_of_denominator_floored_to_one_decimal()
    {
        var coverage = (await demo.GetAsync("/api/v1/overview"))["coverage"]!;
        var expected = Math.Floor((int)coverage["enforcedCount"]! * 1000m / (int)coverage["denominator"]!) / 10m;
        Assert.Equal(expected, (decimal)coverage["enforcedPercent"]!);
        Assert.Equal(90m, (decimal)coverage["targetPercent"]!);
    }

    [Fact]
    public async Task Each_count_is_the_number_of_rows_under_its_filter()
    {
        var apps = (await demo.GetAsync("/api/v1/overview"))["apps"]!;
        foreach (var (field, query) in new Dictionary<string, string>
        {
            ["total"] = "",
            ["enforced"] = "verdict=Enforced",
            ["notEnforced"] = "verdict=NotEnforced",
            ["unknown"] = "verdict=Unknown",
            ["inScope"] = "inScope=yes",
            ["unclassified"] = "inScope=unclassified",
            ["stopped"] = "stopped=true",
            ["stale"] = "stale=true",
            ["optedOut"] = "optedOut=true",
        })
        {
            Assert.Equal((int)apps[field]!, (int)(await demo.GetAsync($"/api/v1/apps?pageSize=1&{query}"))["total"]!);
        }
    }

    [Fact]
    public async Task A_filter_gives_the_sum_over_its_values()
    {
        var whole = (int)(await demo.GetAsync("/api/v1/overview"))["apps"]!["total"]!;
        var parts = 0;
        foreach (var value in new[] { "public", "private", "restricted", "unknown" })
            parts += (int)(await demo.GetAsync($"/api/v1/overview?reachability={value}"))["apps"]!["total"]!;
        Assert.Equal(whole, parts);
    }

    [Fact]
    public async Task The_last_day_of_the_trend_is_the_overview()
    {
        var overview = await demo.GetAsync("/api/v1/overview");
        var trend = await demo.GetAsync("/api/v1/kpis/coverage?from=2026-06-01");
        Assert.Equal(30, (int)trend["total"]!);
        Assert.Equal(overview["apps"]!.ToJsonString(), trend["items"]!.AsArray().Last()!["apps"]!.ToJsonString());

        var earlier = await demo.GetAsync("/api/v1/overview?asOf=2026-06-10");
        var day = trend["items"]!.AsArray().Single(d => (string)d!["day"]! == "2026-06-10")!;
        Assert.Equal(earlier["apps"]!.ToJsonString(), day["apps"]!.ToJsonString());
    }

    [Fact]
    public async Task Groups_of_a_dimension_add_up()
    {
        var total = (int)(await demo.GetAsync("/api/v1/overview"))["apps"]!["total"]!;
        foreach (var by in new[] { "Subscription", "owner", "tier", "reachability" })
        {
            var groups = await demo.GetAsync($"/api/v1/kpis/coverage?by={by}");
            Assert.Equal(total, groups["items"]!.AsArray().Sum(g => (int)g!["apps"]!["total"]!));
        }
    }

    [Fact]
    public async Task Groups_follow_the_filter_and_add_up_to_it()
    {
        var whole = await demo.GetAsync("/api/v1/overview?reachability=public&stopped=false");
        foreach (var by in new[] { "costCentre", "sensitivity", "reachability" })
        {
            var groups = (await demo.GetAsync($"/api/v1/kpis/coverage?reachability=public&stopped=false&by={by}"))["items"]!.AsArray();
            foreach (var count in new[] { "total", "enforced", "unclassified" })
                Assert.Equal((int)whole["apps"]![count]!, groups.Sum(g => (int)g!["apps"]![count]!));
            Assert.Equal((int)whole["coverage"]!["denominator"]!, groups.Sum(g => (int)g!["coverage"]!["denominator"]!));
        }
    }

    [Fact]
    public async Task Coverage_of_publicly_reachable_apps_counts_those_that_run_and_have_the_setting()
    {
        var coverage = (await demo.GetAsync("/api/v1/overview"))["publicCoverage"]!;
        const string Reachable = "/api/v1/apps?pageSize=1&reachability=public&stopped=false&verdict=Enforced";
        Assert.Equal((int)(await demo.GetAsync(Reachable))["total"]!, (int)coverage["enforcedCount"]!);
        var all = await demo.GetAsync(Reachable + "&verdict=Gaps&verdict=NotEnforced&verdict=Unsupported&verdict=Unknown");
        Assert.Equal((int)all["total"]!, (int)coverage["denominator"]!);
    }

    private static string Names(JsonNode node) => string.Join(',', node.AsObject().Select(p => p.Key));
}
