using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dashboard.Core.Queries;
using Dashboard.Web.Tests.Support;

namespace Dashboard.Web.Tests.Api;

/// <summary>Plans, costs and the cost of compliance, as the small demo answers them over HTTP.</summary>
public sealed class CostsTests(RunningDemo demo)
{
    private const string May = "2026-05";

    private static readonly string[] Dimensions =
        ["costCentre", "owner", "environment", "scenario", "app", "subscription", "tier", "size", "operatingSystem", "region"];

    [Fact]
    public async Task A_plan_has_the_fields_of_the_contract_and_amounts_as_numbers_with_their_currency()
    {
        var list = await demo.GetAsync("/api/v1/plans?pageSize=1&sort=-cost");
        Assert.Equal("items,total,asOf,run", Names(list));
        var plan = list["items"]![0]!;
        Assert.Equal(
            "resourceId,name,subscriptionId,subscriptionName,resourceGroup,region,tier,size,instances,operatingSystem,exists,apps,runningApps,"
            + "inScope,enforced,waste,month,cost,currency,otherCosts,source,preliminary,readAt,unknownBecause",
            Names(plan));
        Assert.Equal((May, "EUR", "CostManagement", false), ((string)plan["month"]!, (string)plan["currency"]!, (string)plan["source"]!, (bool)plan["preliminary"]!));
        Assert.True((decimal)plan["cost"]! > 100 && decimal.Round((decimal)plan["cost"]!, 2) == (decimal)plan["cost"]!);
    }

    [Fact]
    public async Task Groups_of_every_dimension_are_the_month_and_the_month_is_the_sum_of_its_plans()
    {
        foreach (var month in new[] { May, "2026-06" })
        {
            var plans = await PlansAsync($"month={month}");
            var expected = Sums(plans.SelectMany(Amounts));
            Assert.Equal(["EUR", "GBP", "USD"], expected.Select(s => s.Currency));
            var rows = Items(await demo.GetAsync($"/api/v1/costs?from={month}&to={month}"));
            Assert.Equal(expected, Sums(rows.SelectMany(Amounts)));
            Assert.All(rows, r => Assert.Equal(plans.Count(p => (string?)p["source"] == "Unknown"), (int)r["unknownPlans"]!));
            Assert.All(rows, r => Assert.Equal(month == "2026-06", (bool)r["preliminary"]!));
            foreach (var by in Dimensions)
            {
                var answer = await demo.GetAsync($"/api/v1/costs?by={by}&month={month}");
                Assert.Equal(by, (string)answer["by"]!);
                Assert.Equal(expected, Sums(Items(answer).SelectMany(Amounts)));
            }
        }
    }

    [Fact]
    public async Task Under_a_filter_groups_are_the_month_too_and_no_filter_has_more_than_all()
    {
        foreach (var filter in new[] { "environment=prod", "inScope=yes", "subscription=", "tier=PremiumV3&verdict=Enforced", "owner=" })
        {
            var month = Sums(Items(await demo.GetAsync($"/api/v1/costs?from={May}&to={May}&{filter}")).SelectMany(Amounts));
            foreach (var by in Dimensions)
                Assert.Equal(month, Sums(Items(await demo.GetAsync($"/api/v1/costs?by={by}&month={May}&{filter}")).SelectMany(Amounts)));
            var overview = (await demo.GetAsync($"/api/v1/overview?{filter}"))["cost"]!.AsArray();
            Assert.Equal(month, overview.Where(c => c!["monthly"] is not null).Select(c => ((string)c!["currency"]!, (decimal)c["monthly"]!)));
        }
    }

    [Fact]
    public async Task An_apps_costs_are_its_row_in_the_list_and_its_parts_of_plans()
    {
        var apps = Items(await demo.GetAsync("/api/v1/apps?pageSize=1000"));
        var groups = Items(await demo.GetAsync($"/api/v1/costs?by=app&month={May}"));
        var known = groups.Where(g => g["cost"] is not null).ToLookup(g => (string)g["value"]!);
        var unknown = groups.Where(g => g["cost"] is null).Select(g => (string)g["value"]!).ToHashSet();
        var told = 0;
        foreach (var app in apps)
        {
            var id = ((string)app["resourceId"]!).ToLowerInvariant();
            Assert.Equal(app["monthlyCost"] is null, app["currency"] is null);
            if (unknown.Contains(id)) Assert.Null(app["monthlyCost"]);
            if (app["monthlyCost"] is null) continue;
            told++;
            var group = Assert.Single(known[id]);
            Assert.Equal(((decimal)group["cost"]!, (string)group["currency"]!), ((decimal)app["monthlyCost"]!, (string)app["currency"]!));
        }

        Assert.True(told > 20 && unknown.Count > 0, $"{told} {unknown.Count}");
        var one = apps.First(a => a["monthlyCost"] is not null);
        var detail = (await demo.GetAsync($"/api/v1/apps{one["resourceId"]}"))["app"]!;
        Assert.Equal(one["monthlyCost"]!.ToJsonString(), detail["monthlyCost"]!.ToJsonString());
        Assert.Contains(one["monthlyCost"]!.ToJsonString(), await demo.Client().GetStringAsync("/api/v1/apps.csv?q=" + one["name"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_is_found_by_its_id_with_its_months_and_its_apps_are_all_of_it()
    {
        foreach (var plan in (await PlansAsync($"month={May}")).Where(p => p["cost"] is not null))
        {
            var id = (string)plan["resourceId"]!;
            var detail = await demo.GetAsync($"/api/v1/plans/{Uri.EscapeDataString(id.ToUpperInvariant())}?month={May}");
            Assert.Equal(plan.ToJsonString(), detail["plan"]!.ToJsonString());
            Assert.Equal(May, (string)detail["costs"]!.AsArray()[^1]!["month"]!);
            var parts = detail["appCosts"]!.AsArray();
            if (parts.Count > 0) Assert.Equal((decimal)plan["cost"]!, parts.Sum(p => (decimal)p!["cost"]!));
        }

        var none = await demo.Client().GetAsync("/api/v1/plans/subscriptions/none");
        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (none.StatusCode, none.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task Unknown_is_null_and_free_is_0()
    {
        var plans = await PlansAsync($"month={May}");
        var unknown = plans.Where(p => (string?)p["source"] == "Unknown").ToList();
        Assert.NotEmpty(unknown);
        Assert.All(unknown, p => Assert.True(p["cost"] is null && p["currency"] is null && p["unknownBecause"] is not null));
        Assert.All(plans.Where(p => (string?)p["tier"] == "Free" && p["cost"] is not null), p => Assert.Equal(0m, (decimal)p["cost"]!));
        var groups = Items(await demo.GetAsync($"/api/v1/costs?by=subscription&month={May}"));
        Assert.Equal(unknown.Count, groups.Where(g => g["cost"] is null).Sum(g => (int)g["plans"]!));
        // Before the demo's history, and a month of which no source tells anything.
        var before = await demo.GetAsync("/api/v1/costs?from=2020-01&to=2020-01");
        Assert.Equal((1, null, 0), ((int)before["total"]!, before["items"]![0]!["cost"], (int)before["items"]![0]!["plans"]!));
    }

    [Fact]
    public async Task Estimates_are_marked_and_their_share_is_theirs()
    {
        var plans = await PlansAsync("month=2026-06");
        foreach (var row in Items(await demo.GetAsync("/api/v1/costs?from=2026-06&to=2026-06")))
        {
            var estimated = plans.Where(p => (string?)p["source"] == "ListPrice" && (string?)p["currency"] == (string)row["currency"]!).Sum(p => (decimal)p["cost"]!);
            Assert.Equal(estimated, (decimal)row["estimatedCost"]!);
            Assert.Equal(Math.Round(estimated / (decimal)row["cost"]!, 4, MidpointRounding.AwayFromZero), (decimal)row["estimateShare"]!);
        }
    }

    [Fact]
    public async Task The_last_thirteen_months_are_told_if_none_are_named()
    {
        var months = Items(await demo.GetAsync("/api/v1/costs")).Select(r => (string)r["month"]!).Distinct().ToList();
        Assert.Equal((13, "2025-05", May), (months.Count, months[0], months[^1]));
        var earlier = Items(await demo.GetAsync("/api/v1/costs?asOf=2026-03-31")).Select(r => (string)r["month"]!).Distinct().ToList();
        // No run had been by then: nothing is known of any month.
        Assert.Empty(earlier);
    }

    [Fact]
    public async Task Files_say_what_the_api_says()
    {
        foreach (var list in new[] { $"plans?month={May}", $"costs?by=costCentre&month={May}", $"costs?from=2026-01&to={May}", "unlock-costs?environment=prod" })
        {
            var (name, query) = (list.Split('?')[0], list.Split('?')[1]);
            var api = Items(await demo.GetAsync($"/api/v1/{name}?{query}{(name == "costs" ? "" : "&pageSize=1000")}"));
            var json = await demo.GetAsync($"/api/v1/{name}.json?{query}");
            Assert.Equal(query, (string)json["filter"]!);
            Assert.Equal(api.Select(i => i.ToJsonString()), Items(json).Select(i => i.ToJsonString()));
            var lines = (await demo.Client().GetStringAsync($"/api/v1/{name}.csv?{query}")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            var header = lines[0].Split(',');
            Assert.Equal(api.Count, lines.Length - 1);
            var column = Array.IndexOf(header, name == "unlock-costs" ? "monthlyShare" : "cost");
            foreach (var (line, item) in lines.Skip(1).Zip(api).Where(p => !p.First.Contains('"', StringComparison.Ordinal)))
                Assert.Equal(item[header[column]] is { } value ? ((decimal)value).ToString(CultureInfo.InvariantCulture) : "", line.Split(',')[column]);
        }
    }

    [Fact]
    public async Task As_of_a_past_moment_only_what_was_known_then_counts()
    {
        const string AsOf = "2026-06-10";
        var then = await PlansAsync($"month=2026-06&asOf={AsOf}");
        var now = await PlansAsync("month=2026-06");
        Assert.NotEqual(Sums(now.SelectMany(Amounts)), Sums(then.SelectMany(Amounts)));
        Assert.Equal(Sums(then.SelectMany(Amounts)), Sums(Items(await demo.GetAsync($"/api/v1/costs?by=owner&month=2026-06&asOf={AsOf}")).SelectMany(Amounts)));
        Assert.All(then.Where(p => p["readAt"] is not null), p => Assert.True(string.CompareOrdinal((string)p["readAt"]!, "2026-06-11") < 0));
        var usual = await demo.GetAsync($"/api/v1/plans?asOf={AsOf}&pageSize=1");
        Assert.Equal((May, "2026-06-10T23:59:59.999Z"), ((string)usual["items"]![0]!["month"]!, (string)usual["asOf"]!));
    }

    [Fact]
    public async Task Plans_are_filtered_sorted_and_paged()
    {
        var all = await PlansAsync("");
        Assert.Equal(all.Select(p => (string)p["name"]!).Order(StringComparer.OrdinalIgnoreCase), all.Select(p => (string)p["name"]!));
        var subscription = (string)all[0]["subscriptionId"]!;
        Assert.Equal(all.Count(p => (string)p["subscriptionId"]! == subscription), (await PlansAsync("subscription=" + subscription.ToUpperInvariant())).Count);
        Assert.Equal(all.Count(p => (string?)p["tier"] is "Basic" or "PremiumV3"), (await PlansAsync("tier=basic&tier=PremiumV3")).Count);
        var waste = await PlansAsync("waste=true");
        Assert.All(waste, p => Assert.True((bool)p["waste"]! && (bool)p["exists"]! && (int)p["runningApps"]! == 0));
        Assert.Equal(all.Count, waste.Count + (await PlansAsync("waste=false")).Count);
        var apps = (await PlansAsync("sort=-apps")).Select(p => (int)p["apps"]!).ToList();
        Assert.Equal(apps.OrderDescending(), apps);

        foreach (var (sort, sign) in new[] { ("cost", 1), ("-cost", -1) })
        {
            var sorted = await PlansAsync("sort=" + sort);
            Assert.Equal(sorted.OrderBy(p => p["cost"] is null).ThenBy(p => (string?)p["currency"], StringComparer.Ordinal).ThenBy(p => sign * (decimal?)p["cost"])
                .Select(p => ((string?)p["currency"], (decimal?)p["cost"])), sorted.Select(p => ((string?)p["currency"], (decimal?)p["cost"])));
            var pages = new List<string>();
            for (var page = 1; pages.Count < all.Count; page++)
                pages.AddRange(Items(await demo.GetAsync($"/api/v1/plans?sort={sort}&pageSize=7&page={page}")).Select(p => (string)p["resourceId"]!));
            Assert.Equal(sorted.Select(p => (string)p["resourceId"]!), pages);
        }
    }

    [Fact]
    public async Task The_cost_of_compliance_is_of_the_apps_in_scope_and_its_sums_are_their_shares()
    {
        var answer = await demo.GetAsync("/api/v1/unlock-costs?pageSize=1000");
        var apps = Items(answer);
        var inScope = Items(await demo.GetAsync("/api/v1/apps?pageSize=1000&inScope=yes")).Where(a => (string)a["verdict"]! != "NotApplicable");
        Assert.Equal(inScope.Select(a => ((string)a["resourceId"]!).ToLowerInvariant()).Order(), apps.Select(a => ((string)a["resourceId"]!).ToLowerInvariant()).Order());
        foreach (var sum in Items(answer, "sums"))
        {
            var own = apps.Where(a => (string)a["currency"]! == (string)sum["currency"]!).ToList();
            Assert.Equal(own.Sum(a => (decimal?)a["monthlyShare"] ?? 0), (decimal)sum["monthlyDifference"]!);
            Assert.Equal(own.Count, new[] { "noTierChange", "upgraded", "moved", "unknown" }.Sum(n => (int)sum[n]!));
        }

        Assert.Contains("counted once per plan", (string)answer["definition"]!, StringComparison.Ordinal);
        Assert.Equal(8, answer["assumptions"]!.AsArray().Count);
        var prod = await demo.GetAsync("/api/v1/unlock-costs?environment=prod");
        Assert.InRange((int)prod["total"]!, 1, apps.Count - 1);
        Assert.Equal(answer["toTarget"]!.ToJsonString(), prod["toTarget"]!.ToJsonString());
        var overview = (await demo.GetAsync("/api/v1/overview"))["cost"]!.AsArray();
        foreach (var cost in overview)
        {
            var sum = Items(answer, "sums").SingleOrDefault(s => (string)s["currency"]! == (string)cost!["currency"]!);
            Assert.Equal(sum is null ? 0m : (decimal?)sum["unlockMonthly"], (decimal?)cost!["unlockMonthly"]);
        }
    }

    [Fact]
    public async Task Realised_sums_are_those_of_the_plans_and_a_plan_names_what_asked_for_its_upgrade()
    {
        var answer = await demo.GetAsync("/api/v1/unlock-costs/realised?pageSize=1000");
        Assert.Equal(("2025-07", "2026-06"), ((string)answer["first"]!, (string)answer["last"]!));
        var plans = Items(answer);
        // This demo's month need not have an upgrade: amounts above 0 are held by the storage's tests and by costs.sh.
        Assert.Equal((plans.Count, RealisedAnswer.Definition), ((int)answer["total"]!, (string)answer["definition"]!));
        foreach (var sum in new[] { "month", "year" })
        {
            var expected = plans.Where(p => p[sum] is not null).GroupBy(p => (string)p["currency"]!).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => (g.Key, g.Sum(p => (decimal)p[sum]!)));
            Assert.Equal(expected, Items(answer, sum).Where(s => s["cost"] is not null).Select(s => ((string)s["currency"]!, (decimal)s["cost"]!)));
        }

        Assert.All(plans, p =>
        {
            Assert.Equal("MTLS005", (string)p["rule"]!);
            Assert.True((string)p["fromTier"]! is "Free" or "Shared" && (string)p["toTier"]! is not ("Free" or "Shared"));
            Assert.NotEmpty(p["apps"]!.AsArray());
            Assert.Equal((decimal?)p["year"], p["months"]!.AsArray().Select(m => (decimal?)m!["cost"]).Where(c => c is not null).DefaultIfEmpty().Sum(c => c));
        });
        // A moment before the demo's history has none.
        Assert.Equal(0, (int)(await demo.GetAsync("/api/v1/unlock-costs/realised?asOf=2020-01-01"))["total"]!);
    }

    [Theory]
    [InlineData("plans?month=May", "month")]
    [InlineData("plans?month=2026-13", "month")]
    [InlineData("plans?month=2026-07", "month")]
    [InlineData("plans?month=2026-06&asOf=2026-05-31", "month")]
    [InlineData("plans?sort=colour", "sort")]
    [InlineData("plans?waste=maybe", "waste")]
    [InlineData("plans?environment=prod", "environment")]
    [InlineData("plans?asOf=2031-01-01", "asOf")]
    [InlineData("plans?pageSize=0", "pageSize")]
    [InlineData("plans/subscriptions/x?month=2031-01", "month")]
    [InlineData("costs?by=colour", "by")]
    [InlineData("costs?by=owner&from=2026-01", "from")]
    [InlineData("costs?by=owner&to=2026-01", "to")]
    [InlineData("costs?month=2026-05", "month")]
    [InlineData("costs?from=2026-05&to=2026-04", "from")]
    [InlineData("costs?from=2019-01", "from")]
    [InlineData("costs?to=2026-07", "to")]
    [InlineData("costs?page=2", "page")]
    [InlineData("unlock-costs?month=2026-05", "month")]
    [InlineData("unlock-costs/realised?environment=prod", "environment")]
    [InlineData("plans.csv?month=May", "month")]
    [InlineData("costs.xlsx?by=colour", "by")]
    public async Task What_is_not_understood_is_refused_with_its_name(string path, string parameter)
    {
        var answer = await demo.Client().GetAsync("/api/v1/" + path);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.NotNull(problem["errors"]![parameter]);
    }

    [Theory]
    [InlineData("plans?asOf=0001-01-01")]
    [InlineData("costs?asOf=0001-01-01")]
    [InlineData("costs?by=tier&month=0001-01")]
    [InlineData("overview?asOf=0001-01-01")]
    [InlineData("apps?asOf=0001-01-01")]
    [InlineData("unlock-costs?asOf=0001-01-01")]
    public async Task The_first_moment_of_all_is_understood(string path) =>
        Assert.Equal(HttpStatusCode.OK, (await demo.Client().GetAsync("/api/v1/" + path)).StatusCode);

    private async Task<List<JsonNode>> PlansAsync(string query) => Items(await demo.GetAsync($"/api/v1/plans?pageSize=1000&{query}"));

    private static List<JsonNode> Items(JsonNode answer, string name = "items") => [.. answer[name]!.AsArray().Select(i => i!)];

    private static IEnumerable<(string Currency, decimal Cost)> Amounts(JsonNode row)
    {
        if (row["cost"] is { } cost) yield return ((string)row["currency"]!, (decimal)cost);
        foreach (var other in row["otherCosts"]?.AsArray() ?? []) yield return ((string)other!["currency"]!, (decimal)other["cost"]!);
    }

    private static List<(string Currency, decimal Cost)> Sums(IEnumerable<(string Currency, decimal Cost)> amounts) =>
        [.. amounts.GroupBy(a => a.Currency).Select(g => (g.Key, g.Sum(a => a.Cost))).OrderBy(s => s.Key, StringComparer.Ordinal)];

    private static string Names(JsonNode node) => string.Join(',', node.AsObject().Select(p => p.Key));
}
