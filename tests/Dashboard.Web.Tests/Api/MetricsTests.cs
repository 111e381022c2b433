using System.Net;
using System.Text.RegularExpressions;
using Dashboard.Web.Tests.Support;

namespace Dashboard.Web.Tests.Api;

public sealed class MetricsTests(RunningDemo demo)
{
    [Fact]
    public async Task Runs_are_told_as_the_list_has_them()
    {
        var runs = (await demo.GetAsync("/api/v1/runs?pageSize=1000"))["items"]!.AsArray();
        var text = await demo.Client("admin").GetStringAsync("/metrics");
        foreach (var group in runs.GroupBy(r => (string)r!["status"]!))
            Assert.Equal((group.Key, group.Count()), (group.Key, (int)Value(text, $"dashboard_runs{{status=\"{group.Key}\"}}")));
        Assert.Equal(1, Value(text, "dashboard_database_up"));
        Assert.True(Value(text, "dashboard_run_age_seconds{status=\"Succeeded\"}") >= 0);
        Assert.True(Value(text, "dashboard_run_requests{status=\"Succeeded\"}") > 0);
        Assert.True(Value(text, "dashboard_azure_requests_total{answer=\"ok\"}") > 0);
    }

    [Fact]
    public async Task Served_requests_are_told_by_route_and_nothing_of_the_estate_is()
    {
        var apps = (await demo.GetAsync("/api/v1/apps?pageSize=1000"))["items"]!.AsArray();
        await demo.Client().GetAsync("/api/v1/apps" + (string)apps[0]!["resourceId"]!);
        await demo.Client().GetAsync("/api/v1/nothing-here?q=" + (string)apps[0]!["name"]!);
        var text = await demo.Client("security").GetStringAsync("/metrics");

        Assert.Matches("dashboard_http_request_duration_seconds_bucket\\{[^}]*route=\"/api/v1/apps/\\{\\*\\*id\\}\"", text);
        foreach (var name in apps.SelectMany(a => new[] { (string)a!["name"]!, (string)a["subscriptionId"]!, (string?)a["owner"] }).OfType<string>().Distinct())
            Assert.DoesNotContain(name, text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(RunningDemo.ClientSecret, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("reader", HttpStatusCode.Forbidden)]
    [InlineData("security", HttpStatusCode.OK)]
    public async Task Only_those_who_run_it_may_scrape(string? persona, HttpStatusCode expected)
    {
        var answer = await demo.Client(persona).GetAsync("/metrics");
        Assert.Equal(expected, answer.StatusCode);
        if (expected != HttpStatusCode.OK) Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    private static double Value(string text, string name)
    {
        var line = Regex.Match(text, $"^{Regex.Escape(name)} (.*)$", RegexOptions.Multiline);
        Assert.True(line.Success, $"{name} is not in:\n{text}");
        return double.Parse(line.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
    }
}
