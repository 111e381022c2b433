using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dashboard.Web.Collection;
using Dashboard.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Dashboard.Web.Tests.Api;

public sealed class RunsTests(RunningDemo demo)
{
    [Fact]
    public async Task The_demo_filled_a_run_a_day_and_one_at_its_moment()
    {
        var filled = await demo.GetAsync("/api/v1/runs.json");
        var backfill = filled["items"]!.AsArray().Where(r => (string)r!["trigger"]! == "Backfill").ToList();
        Assert.Equal(33, backfill.Count);
        Assert.All(backfill, r => Assert.Equal("Succeeded", (string)r!["status"]!));
        Assert.Equal("2026-06-30T12:00:00Z", (string)backfill[0]!["runTime"]!);
        Assert.Equal("2026-05-30T06:00:00Z", (string)backfill[^1]!["runTime"]!);
    }

    [Fact]
    public async Task Security_starts_a_run_and_it_ends_with_the_same_figures()
    {
        var before = await demo.GetAsync("/api/v1/overview");
        var ended = new TaskCompletionSource<RunNotice>(TaskCreationOptions.RunContinuationsAsynchronously);
        var board = demo.App.Services.GetRequiredService<RunBoard>();
        void Watch(RunNotice notice)
        {
            if (notice.Status != Core.Runs.RunStatus.Running) ended.TrySetResult(notice);
        }

        board.RunChanged += Watch;
        var answer = await demo.Client("security").PostAsync("/api/v1/runs", null);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var id = (long)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["id"]!;
        Assert.Equal($"/api/v1/runs/{id}", answer.Headers.Location?.ToString());
        var notice = await ended.Task.WaitAsync(TimeSpan.FromSeconds(30));
        board.RunChanged -= Watch;

        Assert.Equal(id, notice.RunId);
        var run = await demo.GetAsync($"/api/v1/runs/{id}");
        Assert.Equal("Succeeded", (string)run["run"]!["status"]!);
        Assert.Equal("Sam Security", (string)run["run"]!["startedBy"]!);
        Assert.NotEmpty(run["sources"]!.AsArray());
        Assert.True((int)(await demo.GetAsync("/api/v1/status"))["quota"]!["remaining"]! >= 0);
        Assert.Equal(before["apps"]!.ToJsonString(), (await demo.GetAsync("/api/v1/overview"))["apps"]!.ToJsonString());

        var cancel = await demo.Client("security").PostAsync($"/api/v1/runs/{id}/cancel", null);
        Assert.Equal(HttpStatusCode.Conflict, cancel.StatusCode);
    }

    [Fact]
    public async Task The_list_takes_a_moment_and_an_order_and_its_files_do_too()
    {
        var oldest = await demo.GetAsync("/api/v1/runs?sort=startedAt&pageSize=1");
        Assert.Equal("2026-05-30T06:00:00Z", (string)oldest["items"]![0]!["runTime"]!);

        const string then = "asOf=2026-06-09T12:00:00Z";
        var page = await demo.GetAsync($"/api/v1/runs?{then}&pageSize=5");
        Assert.Equal((11, 5), ((int)page["total"]!, page["items"]!.AsArray().Count));
        Assert.Equal("2026-06-09T06:00:00Z", (string)page["items"]![0]!["runTime"]!);
        Assert.Equal(page["items"]![0]!["id"]!.ToJsonString(), page["run"]!["id"]!.ToJsonString());
        Assert.Equal("2026-06-09T12:00:00Z", (string)page["asOf"]!);

        var file = (await demo.GetAsync($"/api/v1/runs.json?{then}&pageSize=5"))["items"]!.AsArray();
        Assert.Equal(page["items"]!.AsArray().Select(r => (long)r!["id"]!), file.Select(r => (long)r!["id"]!));
        var all = (await demo.Client().GetStringAsync($"/api/v1/runs.csv?{then}&sort=-apps")).TrimEnd().Split('\n');
        Assert.Equal(12, all.Length);
        Assert.Equal(HttpStatusCode.BadRequest, (await demo.Client().GetAsync("/api/v1/runs?sort=name")).StatusCode);
    }

    [Fact]
    public async Task Readiness_tells_the_age_of_the_last_run_to_anyone()
    {
        var answer = await demo.Client(null).GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var ready = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.Equal("ready", (string)ready["status"]!);
        Assert.True((long)ready["lastRunAgeSeconds"]! >= 0);
    }
}
