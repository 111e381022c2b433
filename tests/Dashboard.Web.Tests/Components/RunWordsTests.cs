using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Web.Components.Pages.Runs;

namespace Dashboard.Web.Tests.Components;

public sealed class RunWordsTests
{
    private const string Id = "22222222-2222-4222-8222-222222222222";

    [Fact]
    public void A_lost_role_comes_with_the_command_that_grants_it()
    {
        var remedy = RunRemedy.For(new ScopeOutcome(Id, "sub-bank-prod", false, 0, "The credential may have lost the Reader role on it."), null);
        Assert.Equal(("Reader", "the subscription sub-bank-prod"), (remedy!.Role, remedy.Where));
        Assert.Equal($"az role assignment create --assignee '<principal id>' --role Reader --scope /subscriptions/{Id}", remedy.Command);
        Assert.Contains("--assignee 0a1b-client ", RunRemedy.For(new ScopeOutcome(Id, "x", false, 0, "Assign it the role Reader."), "0a1b-client")!.Command, StringComparison.Ordinal);
    }

    [Fact]
    public void A_problem_that_no_role_mends_has_no_command()
    {
        Assert.Null(RunRemedy.For(new ScopeOutcome(Id, "x", false, 0, "The service failed, also after retries."), null));
        Assert.Null(RunRemedy.For(new ScopeOutcome(Id, "x", true, 4, null), null));
        Assert.Null(RunRemedy.For((string?)null, null));
    }

    [Fact]
    public void A_sources_problem_names_its_subscription_or_leaves_a_placeholder()
    {
        Assert.Contains($"/subscriptions/{Id}", RunRemedy.For($"Subscription {Id}: Assign it the role Reader on it.", null)!.Command, StringComparison.Ordinal);
        Assert.EndsWith("--scope '/subscriptions/<subscription id>'", RunRemedy.For("Grant it the Reader role on a subscription.", null)!.Command, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, 60, "About 50 seconds, if it takes as long as run 12 did")]
    [InlineData(11, 60, "About 50 seconds, if it takes as long as run 12 did")]
    [InlineData(10, 600, "About 10 minutes, if it takes as long as run 12 did")]
    [InlineData(61, 60, "No estimate: it takes longer than run 12 did (1 min 0 s)")]
    public void What_is_left_is_measured_by_the_last_whole_run(int elapsed, int usual, string words) =>
        Assert.Equal(words, RunEstimate.Words(TimeSpan.FromSeconds(elapsed), new UsualRun(12, TimeSpan.FromSeconds(usual))));

    [Fact]
    public void Without_a_run_to_compare_with_nothing_is_promised() =>
        Assert.Equal("No estimate: there is no whole run to compare with", RunEstimate.Words(TimeSpan.FromSeconds(5), null));

    [Theory]
    [InlineData(RunStatus.Partial, "What was read was merged; the rest stands as it was, marked stale.")]
    [InlineData(RunStatus.Failed, "The figures of run 7, 24 Nov 2026 08:00 UTC, stand.")]
    [InlineData(RunStatus.Cancelled, "The figures of run 7, 24 Nov 2026 08:00 UTC, stand.")]
    public void A_run_says_what_stands_now(RunStatus status, string words) =>
        Assert.StartsWith(words, RunWords.WhatStands(Run(status), new RunRef(7, RunStatus.Succeeded, Samples.Now, Samples.Now, [])), StringComparison.Ordinal);

    [Fact]
    public void A_first_run_that_failed_leaves_no_figures() =>
        Assert.Equal("There are no figures yet.", RunWords.WhatStands(Run(RunStatus.Failed), null));

    private static RunRow Run(RunStatus status) => new()
    {
        Id = 8,
        RunTime = Samples.Now.AddHours(1),
        StartedAt = Samples.Now.AddHours(1),
        Status = status,
        Trigger = RunTrigger.Schedule,
        StartedBy = "schedule",
        RuleSetVersion = "1.0",
        Report = new RunReport(),
    };
}
