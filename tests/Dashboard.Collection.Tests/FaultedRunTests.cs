using Dashboard.Core.Collection;
using Dashboard.Core.Runs;
using Dashboard.Simulator.Faults;
using Dashboard.Simulator.Faults.Kinds;

namespace Dashboard.Collection.Tests;

/// <summary>
/// The real collector against an Azure that misbehaves: how the run ends, what it says, that no figure is better for it,
/// that nothing is gone without proof, and that the next good run sets everything right.
/// </summary>
public sealed class FaultedRunTests
{
    private static readonly FaultMatch Apps = new() { Query = "microsoft.web/sites" };
    private static readonly FaultMatch Plans = new() { Query = "serverfarms" };
    private static readonly FaultMatch Groups = new() { Query = "resourcegroups" };
    private static readonly FaultMatch Queries = new() { Table = "resources" };
    private static readonly FaultMatch List = new() { Path = "/subscriptions" };
    private static readonly FaultTiming Once = new() { First = 1 };
    private static readonly FaultTiming FromTheSecondPage = new() { After = 1 };

    public static TheoryData<string, Fault[], RunStatus, string?> Cases => new()
    {
        { "a storm that ends", [new ThrottleFault(0, 0) { Match = Queries, When = new() { First = 2 } }], RunStatus.Succeeded, null },
        { "a storm that ends, without headers", [new ThrottleFault { When = new() { First = 2 } }], RunStatus.Succeeded, null },
        { "a storm over apps that stays", [new ThrottleFault(0) { Match = Apps }], RunStatus.Failed, "429 (RateLimiting)" },
        { "every third request fails", [new ServerErrorFault(503, false, 0) { When = new() { Every = 3 } }], RunStatus.Succeeded, null },
        { "a gateway in trouble", [new ServerErrorFault(502, true) { Match = Apps, When = FromTheSecondPage }], RunStatus.Partial, "HTTP 502" },
        { "the list fails", [new ServerErrorFault(500) { Match = List }], RunStatus.Failed, "HTTP 500" },
        { "connections that break sometimes", [new ConnectionResetFault { When = new() { Every = 4 } }], RunStatus.Succeeded, null },
        { "connections that break for groups", [new ConnectionResetFault { Match = Groups }], RunStatus.Partial, "no connection" },
        { "a body cut once", [new CutBodyFault { Match = Apps, When = Once }], RunStatus.Succeeded, null },
        { "a chunked body cut once", [new CutBodyFault(30, true) { Match = Apps, When = Once }], RunStatus.Succeeded, null },
        { "bodies of later pages cut for ever", [new CutBodyFault(90) { Match = Apps, When = FromTheSecondPage }], RunStatus.Partial, "broke off" },
        { "the list cut for ever", [new CutBodyFault(50, true) { Match = List }], RunStatus.Failed, "list of subscriptions" },
        { "malformed apps", [new MalformedRowsFault(6) { Match = Apps }], RunStatus.Succeeded, "missing from Resource Graph" },
        { "a page of apps repeated", [new RepeatedPageFault { Match = Apps, When = FromTheSecondPage }], RunStatus.Partial, "did not arrive" },
        { "apps in a circle", [new RepeatedPageFault(true) { Match = Apps }], RunStatus.Partial, "in a circle" },
        { "a page of apps lost", [new LostPageFault { Match = Apps, When = Once }], RunStatus.Partial, "did not arrive" },
        { "apps truncated", [new TruncatedResultFault(5) { Match = Apps }], RunStatus.Partial, "resultTruncated" },
        { "groups truncated", [new TruncatedResultFault(1) { Match = Groups }], RunStatus.Partial, "resultTruncated" },
        { "a total that is too large", [new WrongTotalFault(3) { Match = Apps }], RunStatus.Partial, "3 of 59 rows" },
        { "a total that is too small", [new WrongTotalFault(-3) { Match = Apps }], RunStatus.Succeeded, null },
        { "a page of apps lost and hushed up", [new WrongTotalFault(-20) { Match = Apps }, new LostPageFault { Match = Apps, When = Once }], RunStatus.Succeeded, "missing from Resource Graph" },
        { "the role lost on a group", [new ReaderLostFault(EstateRows.First, FaultEstate.Group)], RunStatus.Partial, "403 (AuthorizationFailed)" },
        { "the role lost on a subscription", [new ReaderLostFault(EstateRows.Second)], RunStatus.Partial, "may have lost the Reader role" },
        { "nothing readable", [new AllUnreadableFault()], RunStatus.Failed, "can read no subscription" },
        { "nothing readable but listed", [new AllUnreadableFault(true)], RunStatus.Failed, "403 (AccessDenied)" },
        { "an expired token", [new ExpiredTokenFault()], RunStatus.Failed, "401" },
        { "an expired token later", [new ExpiredTokenFault { Match = Apps, When = FromTheSecondPage }], RunStatus.Partial, "401" },
        { "the service's clock far ahead", [new ServiceClockFault(TimeSpan.FromDays(400))], RunStatus.Succeeded, "clock and Azure's differ by 400" },
        { "the service's clock hours behind", [new ServiceClockFault(TimeSpan.FromHours(-7))], RunStatus.Succeeded, "clock and Azure's differ by 0.07" },
        { "gzip that is none", [new BrokenGzipFault { Match = Apps }], RunStatus.Failed, "broke off" },
        { "gzip that is none once", [new BrokenGzipFault { Match = Plans, When = Once }], RunStatus.Succeeded, null },
        { "a proxy's page for all", [new ProxyPageFault()], RunStatus.Failed, "proxy" },
        { "a storm over groups that stays", [new ThrottleFault(0) { Match = Groups }], RunStatus.Partial, "429 (RateLimiting)" },
        { "a proxy's page", [new ProxyPageFault { Match = Groups }], RunStatus.Partial, "proxy" },
        { "silence", [new LatencyFault(30_000) { Match = Groups }], RunStatus.Partial, "silence" },
        { "a storm over plans that stays", [new ThrottleFault(0) { Match = Plans }], RunStatus.Partial, "429 (RateLimiting)" },
        { "plans truncated", [new TruncatedResultFault(0) { Match = Plans }], RunStatus.Partial, "resultTruncated" },
        { "malformed plans", [new MalformedRowsFault(20) { Match = Plans }], RunStatus.Succeeded, "stand as they were" },
        { "a page of plans lost and hushed up", Hushed(Plans), RunStatus.Succeeded, "stand as they were" },
        { "malformed groups", [new MalformedRowsFault(20, RowShape.WithoutId) { Match = Groups }], RunStatus.Succeeded, "stand as they were" },
        { "tags of groups that are no tags", [new MalformedRowsFault(20, RowShape.WrongTypes) { Match = Groups }], RunStatus.Succeeded, "stand as they were" },
        { "a page of groups lost and hushed up", Hushed(Groups), RunStatus.Succeeded, "stand as they were" },
        { "drips", [new SlowBodyFault(20_000, 20)], RunStatus.Succeeded, null },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_fault_makes_no_figure_better(string name, Fault[] faults, RunStatus expected, string? said)
    {
        await using var world = await FaultWorld.CreateAsync();
        var result = await world.CollectAsync(faults);
        Assert.All(world.Simulator.Faults, f => Assert.True(f.Applied > 0, $"{name}: {f.Fault} was never met."));
        Assert.True(expected == result.Status, $"{name} ended {result.Status}: {Said(result)}");
        if (said is not null) Assert.Contains(said, Said(result), StringComparison.Ordinal);
        else Assert.Equal("", Said(result));
        (await world.ReadAsync()).NoBetterThan(world.Before);

        Assert.Equal(RunStatus.Succeeded, (await world.CollectAsync()).Status);
        var after = await world.ReadAsync();
        Assert.Equal(world.Before.Verdicts, after.Verdicts);
        Assert.Equal(0, after.Counts.Stale);
    }

    private static Fault[] Hushed(FaultMatch match) =>
        [new SmallPagesFault(2) { Match = match }, new WrongTotalFault(-2) { Match = match }, new LostPageFault { Match = match, When = Once }];

    private static string Said(CollectionResult result) => string.Join(' ', new[] { result.Reason }
        .Concat(result.Report!.Sources.Select(s => s.Problem))
        .Concat(result.Report.Scopes.Select(s => s.Problem))
        .Concat(result.Report.Warnings).OfType<string>());
}
