using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dashboard.Web.Tests.Support;

namespace Dashboard.Web.Tests.Api;

public sealed class FindingsTests(RunningDemo demo)
{
    [Fact]
    public async Task A_finding_has_the_fields_of_the_contract_in_their_order()
    {
        var row = (await demo.GetAsync("/api/v1/findings?pageSize=1"))["items"]![0]!.AsObject();
        Assert.Equal(
            "id,rule,ruleTitle,headline,severity,resourceId,name,subscriptionId,subscriptionName,detected,occurred,due,overdue,end,ended,endExact,"
            + "endSeen,ageDays,baseline,flapping,occurrence,previousId,assignee,ticket,verdict,inScope,stale,owner,costCentre,environment,scenario,excepted,exceptedUntil,exceptionId",
            string.Join(',', row.Select(p => p.Key)));
    }

    [Fact]
    public async Task Pages_cover_the_findings_once_the_most_urgent_first()
    {
        var (ids, due, total) = (new List<long>(), new List<string>(), 0);
        for (var page = 1; page == 1 || ids.Count < total; page++)
        {
            var list = await demo.GetAsync($"/api/v1/findings?pageSize=40&page={page}");
            total = (int)list["total"]!;
            Assert.NotEmpty(list["items"]!.AsArray());
            ids.AddRange(list["items"]!.AsArray().Select(f => (long)f!["id"]!));
            due.AddRange(list["items"]!.AsArray().Select(f => (string)f!["due"]!));
        }

        Assert.Equal(total, ids.Distinct().Count());
        Assert.Equal(due.Order(StringComparer.Ordinal), due);
    }

    [Fact]
    public async Task Open_findings_are_the_failed_rules_of_the_apps_in_scope()
    {
        var apps = (await demo.GetAsync("/api/v1/apps?pageSize=1000&stale=false"))["items"]!.AsArray();
        var expected = apps.Where(a => (string)a!["verdict"]! != "NotApplicable")
            .SelectMany(a => a!["rules"]!.AsArray()
                .Where(r => (string)r!["result"]! == "Fail" && ((bool?)a["inScope"] == true || (string)r["id"]! is "MTLS011" or "MTLS012" or "MTLS013"))
                .Select(r => $"{a["resourceId"]} {r!["id"]} {r["severity"]}"));
        Assert.Equal(expected.Order(), (await ItemsAsync("status=Open&stale=false")).Select(f => $"{f["resourceId"]} {f["rule"]} {f["severity"]}").Order());
    }

    [Fact]
    public async Task The_overview_counts_the_rows_of_the_list()
    {
        foreach (var filter in new[] { "", "environment=prod", "inScope=yes&reachability=Public" })
        {
            var findings = (await demo.GetAsync($"/api/v1/overview?{filter}"))["findings"]!;
            Assert.Equal(await TotalAsync($"status=Open&{filter}"), (int)findings["open"]!);
            Assert.Equal(await TotalAsync($"status=Overdue&{filter}"), (int)findings["overdue"]!);
        }
    }

    [Fact]
    public async Task The_kpi_is_the_same_on_the_overview_in_its_own_list_and_by_the_rows()
    {
        foreach (var filter in new[] { "", "environment=prod", "inScope=yes&reachability=Public" })
        {
            var overview = (await demo.GetAsync($"/api/v1/overview?{filter}"))["timeToRemediate"]!;
            var last = (await demo.GetAsync($"/api/v1/kpis/time-to-remediate?{filter}"))["items"]!.AsArray()[^1]!["figures"]!;
            foreach (var (name, value) in overview.AsObject()) Assert.Equal(value?.ToString(), last[name]?.ToString());
            var headline = await ItemsAsync($"headline=true&{filter}");
            Assert.Equal(headline.Count(f => (string?)f["end"] == "Remediated"), (int)overview["closed"]!);
            Assert.Equal(headline.Count(f => f["end"] is null), (int)overview["open"]!);
            Assert.Equal(headline.Count(f => (string?)f["end"] is not (null or "Remediated")), (int)last["endedOtherwise"]!);
        }
    }

    [Fact]
    public async Task Groups_of_a_dimension_have_all_open_findings()
    {
        var open = await TotalAsync("status=Open");
        foreach (var by in new[] { "Owner", "Rule", "Severity", "Tier" })
        {
            var answer = await demo.GetAsync($"/api/v1/kpis/time-to-remediate?by={by}");
            Assert.Equal(by, (string)answer["by"]!);
            Assert.Equal(open, answer["items"]!.AsArray().Sum(g => (int)g!["figures"]!["findings"]!["open"]!));
        }
    }

    [Fact]
    public async Task The_curve_falls_within_its_band()
    {
        var answer = await demo.GetAsync("/api/v1/kpis/time-to-remediate");
        Assert.Contains("Kaplan", (string)answer["definition"]!, StringComparison.Ordinal);
        var before = 100m;
        foreach (var step in answer["curve"]!.AsArray())
        {
            Assert.True((decimal)step!["openPercent"]! <= before);
            Assert.True(step["lowerPercent"] is null || ((decimal)step["lowerPercent"]! <= (decimal)step["openPercent"]! && (decimal)step["openPercent"]! <= (decimal)step["upperPercent"]!));
            before = (decimal)step["openPercent"]!;
        }
    }

    [Fact]
    public async Task Each_day_is_what_the_list_says_as_of_its_end()
    {
        foreach (var filter in new[] { "", "environment=prod&reachability=Public" })
        {
            var answer = await demo.GetAsync($"/api/v1/kpis/findings?from=2026-06-01&to=2026-06-30&{filter}");
            var days = answer["items"]!.AsArray();
            Assert.Equal((30, "2026-06-01", "2026-06-30"), ((int)answer["total"]!, (string)days[0]!["day"]!, (string)days[^1]!["day"]!));
            foreach (var day in days.Where((_, i) => i % 9 == 2).Select(d => d!))
            {
                Assert.Equal(await TotalAsync($"status=Open&asOf={day["day"]}&{filter}"), (int)day["open"]!);
                Assert.Equal(await TotalAsync($"status=Overdue&asOf={day["day"]}&{filter}"), (int)day["overdue"]!);
            }

            Assert.True(days.Select(d => (int)d!["open"]!).Distinct().Count() > 2);
        }

        Assert.StartsWith("day,run,open,overdue", await demo.Client().GetStringAsync("/api/v1/kpis/findings.csv?from=2026-06-01"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Weeks_add_up_to_what_is_open_and_lead_to_the_rows_of_the_list()
    {
        foreach (var filter in new[] { "", "environment=prod", "environment=prod&asOf=2026-06-25" })
        {
            var answer = await demo.GetAsync($"/api/v1/kpis/finding-weeks?{filter}");
            var weeks = answer["items"]!.AsArray();
            Assert.Equal((filter.Contains("asOf", StringComparison.Ordinal) ? 4 : 5, weeks.Count), ((int)answer["total"]!, (int)answer["total"]!));
            Assert.Equal(await TotalAsync($"status=Open&{filter}"), (int)weeks[^1]!["open"]!);
            var before = (int?)null;
            foreach (var week in weeks.Select(w => w!))
            {
                var (came, mended, otherwise) = ((int)week["detected"]!, (int)week["remediated"]!, (int)week["endedOtherwise"]!);
                Assert.Equal(otherwise, new[] { "decommissioned", "outOfScope", "ruleChanged", "swapped" }.Sum(end => (int)week[end]!));
                Assert.Equal((int)week["open"]!, (before ?? 0) + came - mended - otherwise);
                before = (int)week["open"]!;
            }
        }

        Assert.Equal(2, (int)(await demo.GetAsync("/api/v1/kpis/finding-weeks?weeks=2"))["total"]!);
        Assert.StartsWith("after,until,detected", await demo.Client().GetStringAsync("/api/v1/kpis/finding-weeks.csv"), StringComparison.Ordinal);
        Assert.Equal("weeks=3", (string)(await demo.GetAsync("/api/v1/kpis/finding-weeks.json?weeks=3"))["filter"]!);
    }

    [Fact]
    public async Task The_forecast_hangs_on_the_target_and_not_on_the_weeks_that_are_shown()
    {
        async Task<JsonNode> ForecastAsync(string query) => (await demo.GetAsync("/api/v1/kpis/finding-weeks?" + query))["forecast"]!;
        var forecast = await ForecastAsync("weeks=1&asOf=2026-06-30");
        Assert.Equal(("TooFewWeeks", 0, 4), ((string)forecast["outcome"]!, (int)forecast["target"]!, (int)forecast["weeks"]!));
        Assert.Null(forecast["date"]);
        Assert.Empty(forecast["ahead"]!.AsArray());
        Assert.Equal("Reached", (string)(await ForecastAsync("target=100000"))["outcome"]!);
    }

    [Fact]
    public async Task Filters_restrict_the_findings_and_not_their_apps()
    {
        Assert.All(await ItemsAsync("rule=MTLS001"), f => Assert.Equal("MTLS001", (string)f["rule"]!));
        Assert.All(await ItemsAsync("severity=Critical&severity=Low"), f => Assert.Contains((string)f["severity"]!, new[] { "Critical", "Low" }));
        Assert.All(await ItemsAsync("status=Ended"), f => Assert.NotNull(f["endSeen"]));
        Assert.Equal(await TotalAsync(""), await TotalAsync("baseline=true") + await TotalAsync("baseline=false"));
        Assert.Equal(await TotalAsync(""), await TotalAsync("status=Open") + await TotalAsync("status=Ended"));
    }

    [Fact]
    public async Task The_findings_of_one_app_and_of_a_number_of_days_are_a_part_of_all()
    {
        var all = await ItemsAsync("");
        var id = (string)all[0]["resourceId"]!;
        Assert.Equal(
            all.Where(f => (string)f["resourceId"]! == id).Select(f => (long)f["id"]!).Order(),
            (await ItemsAsync("app=" + Uri.EscapeDataString(id))).Select(f => (long)f["id"]!).Order());
        Assert.Equal(0, await TotalAsync("app=/subscriptions/nobody"));
        Assert.Equal(all.Count, await TotalAsync("detectedWithin=365"));
        var then = await ItemsAsync("asOf=2026-06-28");
        var late = then.Where(f => string.CompareOrdinal(((string)f["detected"]!)[..10], "2026-06-09") >= 0).Select(f => (long)f["id"]!).Order();
        Assert.Equal(late, (await ItemsAsync("asOf=2026-06-28&detectedWithin=20")).Select(f => (long)f["id"]!).Order());
        Assert.InRange(late.Count(), 0, then.Count - 1);
        foreach (var wrong in new[] { "0", "-1", "1.5", "x", "99999" })
            Assert.Equal(HttpStatusCode.BadRequest, (await demo.Client().GetAsync($"/api/v1/findings?detectedWithin={wrong}")).StatusCode);
    }

    [Fact]
    public async Task As_of_an_earlier_day_only_what_was_known_then_is_told()
    {
        var now = await ItemsAsync("");
        var then = await ItemsAsync("asOf=2026-06-12");
        Assert.Equal(
            now.Where(f => string.CompareOrdinal(((string)f["detected"]!)[..10], "2026-06-12") <= 0).Select(f => (long)f["id"]!).Order(),
            then.Select(f => (long)f["id"]!).Order());
        Assert.Equal(
            then.Where(f => f["end"] is null).Select(f => (long)f["id"]!).Order(),
            now.Where(f => string.CompareOrdinal(((string)f["detected"]!)[..10], "2026-06-12") <= 0
                && (f["endSeen"] is null || string.CompareOrdinal(((string)f["endSeen"]!)[..10], "2026-06-12") > 0)).Select(f => (long)f["id"]!).Order());
    }

    [Fact]
    public async Task The_demos_security_team_gives_headline_findings_to_somebody_and_never_in_the_future()
    {
        var given = (await ItemsAsync("headline=true")).Where(f => f["assignee"] is not null).ToList();
        Assert.True(given.Count > 5, $"{given.Count} are given to somebody");
        foreach (var finding in given)
        {
            var id = (long)finding["id"]!;
            // A note of the future would not be told: the assignee would stand there without one.
            Assert.Contains((await demo.GetAsync($"/api/v1/findings/{id}"))["notes"]!.AsArray(),
                n => (string)n!["kind"]! == "Assignment" && (string)n["author"]! == "Sam Security");
        }
    }

    [Fact]
    public async Task What_is_written_on_a_finding_stands_there_and_in_the_audit_trail()
    {
        var id = (long)(await ItemsAsync("status=Open&rule=MTLS011"))[0]["id"]!;
        await WriteAsync(id, "assign", new { assignee = " Marta Kowalska " });
        await WriteAsync(id, "comment", new { text = "Tagged on Monday." });
        await WriteAsync(id, "link", new { ticket = "https://tickets.example/SEC-1" });
        var detail = await demo.GetAsync($"/api/v1/findings/{id}");
        Assert.Equal(("Marta Kowalska", "https://tickets.example/SEC-1"), ((string)detail["finding"]!["assignee"]!, (string)detail["finding"]!["ticket"]!));
        Assert.Equal(["Assignment", "Comment", "Ticket"], detail["notes"]!.AsArray().Select(n => (string)n!["kind"]!));
        Assert.NotNull(detail["evidence"]);
        Assert.Contains(id, (await ItemsAsync("assignee=Marta%20Kowalska")).Select(f => (long)f["id"]!));
        Assert.Empty((await demo.GetAsync($"/api/v1/findings/{id}?asOf=2026-06-29"))["notes"]!.AsArray());

        await WriteAsync(id, "assign", new { assignee = "" });
        Assert.Null((await demo.GetAsync($"/api/v1/findings/{id}"))["finding"]!["assignee"]);
        var audit = (await demo.Client("auditor").GetFromJsonAsync<JsonNode>($"/api/v1/audit?subject=finding:{id}"))!["items"]!.AsArray();
        Assert.Equal(["finding.assigned", "finding.linked", "finding.commented", "finding.assigned"], audit.Select(a => (string)a!["action"]!));
    }

    [Theory]
    [InlineData("comment", "text", "")]
    [InlineData("link", "ticket", "javascript:alert(1)")]
    [InlineData("link", "ticket", "ftp://files.example/x")]
    [InlineData("link", "ticket", "https://user:secret@tickets.example/1")]
    [InlineData("assign", "assignee", "two\nlines")]
    public async Task What_may_not_be_written_is_refused_and_named(string action, string field, string text)
    {
        var id = (long)(await ItemsAsync("status=Open"))[^1]["id"]!;
        var answer = await demo.Client("security").PostAsJsonAsync($"/api/v1/findings/{id}/{action}", new Dictionary<string, string> { [field] = text });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(field, Assert.Single(JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errors"]!.AsObject()).Key);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await demo.Client().GetAsync("/api/v1/findings/999999")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await demo.Client("security").PostAsJsonAsync("/api/v1/findings/999999/comment", new { text = "x" })).StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/findings?status=Closed", "status")]
    [InlineData("/api/v1/findings?end=Forgotten", "end")]
    [InlineData("/api/v1/findings?headline=perhaps", "headline")]
    [InlineData("/api/v1/findings?sort=name", "sort")]
    [InlineData("/api/v1/findings.csv?severity=Awful", "severity")]
    [InlineData("/api/v1/kpis/finding-weeks?weeks=0", "weeks")]
    [InlineData("/api/v1/kpis/finding-weeks.csv?weeks=all", "weeks")]
    [InlineData("/api/v1/kpis/finding-weeks?target=-1", "target")]
    [InlineData("/api/v1/kpis/time-to-remediate?by=Colour", "by")]
    [InlineData("/api/v1/kpis/time-to-remediate?from=2026-06-20&to=2026-06-10", "from")]
    public async Task What_is_not_understood_is_a_problem_that_names_the_parameter(string path, string parameter)
    {
        var answer = await demo.Client().GetAsync(path);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(parameter, Assert.Single(JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errors"]!.AsObject()).Key);
    }

    [Fact]
    public async Task The_list_is_the_same_as_json_csv_and_workbook()
    {
        const string Filter = "status=Open&severity=High";
        var total = await TotalAsync(Filter);
        var file = await demo.GetAsync($"/api/v1/findings.json?{Filter}");
        Assert.Equal((total, Filter), ((int)file["total"]!, (string)file["filter"]!));
        var csv = await demo.Client().GetStringAsync($"/api/v1/findings.csv?{Filter}");
        Assert.True(csv.Split("\r\n").Length > total);
        using var workbook = new MemoryStream(await demo.Client().GetByteArrayAsync($"/api/v1/findings.xlsx?{Filter}"));
        Assert.Equal(total, MiniExcelLibs.MiniExcel.Query(workbook, useHeaderRow: true, sheetName: "findings").Count());
        Assert.StartsWith("value,label,medianDays", await demo.Client().GetStringAsync("/api/v1/kpis/time-to-remediate.csv?by=rule"), StringComparison.Ordinal);
    }

    private async Task<int> TotalAsync(string filter) => (int)(await demo.GetAsync($"/api/v1/findings?pageSize=1&{filter}"))["total"]!;

    private async Task<List<JsonNode>> ItemsAsync(string filter) =>
        [.. (await demo.GetAsync($"/api/v1/findings?pageSize=1000&{filter}"))["items"]!.AsArray().Select(f => f!)];

    private async Task WriteAsync(long id, string action, object body) => Assert.Equal(
        HttpStatusCode.NoContent, (await demo.Client("security").PostAsJsonAsync($"/api/v1/findings/{id}/{action}", body)).StatusCode);
}
