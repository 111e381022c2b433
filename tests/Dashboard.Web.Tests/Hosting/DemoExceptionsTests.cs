using System.Globalization;
using Dashboard.Core.Audit;
using Dashboard.Storage.Auditing;
using Dashboard.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Dashboard.Web.Tests.Hosting;

/// <summary>What simulated people did about exceptions in a small demo of three months, as the audit trail has it.</summary>
public sealed class DemoExceptionsTests(RunningDemo demo)
{
    private static readonly DateTimeOffset Now = new(2026, 6, 30, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_small_demo_has_exceptions_in_every_state_within_the_limits_of_the_settings()
    {
        await using var own = await RunningDemo.StartAsync(new Dictionary<string, string?>
        {
            ["Demo:Months"] = "3",
            ["Exceptions:CriticalDays"] = "26",
            ["Exceptions:HighDays"] = "40",
        });
        var entries = await EntriesAsync(own);
        var requests = entries.Where(e => e.Action == AuditActions.ExceptionRequested).ToDictionary(e => e.Subject.Id);
        List<string> Of(string action) => [.. entries.Where(e => e.Action == action).Select(e => e.Subject.Id)];
        var (approved, revoked) = (Of(AuditActions.ExceptionApproved), Of(AuditActions.ExceptionRevoked));
        var superseded = entries.Select(e => Detail(e, "supersedes")).Where(id => id.Length > 0).ToList();
        var decided = approved.Concat(Of(AuditActions.ExceptionRejected)).Concat(Of(AuditActions.ExceptionWithdrawn)).ToHashSet();
        var running = approved.Except(revoked).Except(superseded).Select(id => Expires(requests[id])).ToList();

        Assert.NotEmpty(Of(AuditActions.ExceptionRejected));
        Assert.NotEmpty(Of(AuditActions.ExceptionWithdrawn));
        Assert.NotEmpty(Of(AuditActions.ExceptionCommented));
        Assert.NotEmpty(revoked);
        Assert.NotEmpty(superseded);
        Assert.InRange(requests.Keys.Except(decided).Count(), 1, 5);
        Assert.InRange(running.Count(e => e > Now), 2, 12);
        Assert.Contains(running, e => e > Now && e <= Now.AddDays(14));
        Assert.Contains(running, e => e <= Now);
        Assert.Contains(requests.Values, r => Detail(r, "apps").Contains('\n', StringComparison.Ordinal));
        Assert.Contains(requests.Values, r => r.Actor.Id == "demo:owner");
        Assert.Contains(requests.Values, r => r.Actor.Id == "demo:security");

        Assert.All(entries.Where(e => e.Action is AuditActions.ExceptionApproved or AuditActions.ExceptionRejected), e =>
        {
            Assert.Equal("demo:approver", e.Actor.Id);
            Assert.NotEqual(e.Actor.Id, requests[e.Subject.Id].Actor.Id);
        });
        Assert.All(requests.Values, r =>
            Assert.True(Expires(r) - r.At <= TimeSpan.FromDays(Detail(r, "covers").Contains(":Critical", StringComparison.Ordinal) ? 26 : 40)));
        Assert.Contains(requests.Values, r => Expires(r) - r.At == TimeSpan.FromDays(26));
    }

    [Fact]
    public async Task Two_demos_of_one_estate_have_the_same_exceptions()
    {
        await using var own = await RunningDemo.StartAsync(new Dictionary<string, string?>());
        var entries = (await EntriesAsync(own)).ConvertAll(Text);
        Assert.NotEmpty(entries);
        // Tests of pages may have added to the shared one, and they come later than all that its people did.
        Assert.Equal(entries, (await EntriesAsync(demo)).Take(entries.Count).Select(Text));

        static string Text(AuditEntry e) => $"{e.At:O} {e.Actor.Id} {e.Action} {e.Subject.Id} {string.Join('|', e.Details)}";
    }

    private static async Task<List<AuditEntry>> EntriesAsync(RunningDemo demo) =>
        [.. (await demo.App.Services.GetRequiredService<AuditTrailQuery>().StreamAsync(new AuditFilter(Subject: AuditSubjects.Exception), default)
            .Select(r => r.Entry!).ToListAsync()).OrderBy(e => e.Seq)];

    private static DateTimeOffset Expires(AuditEntry request) =>
        DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(Detail(request, "expires"), CultureInfo.InvariantCulture));

    private static string Detail(AuditEntry entry, string key) => entry.Details.FirstOrDefault(d => d.Key == key)?.Value ?? "";
}
