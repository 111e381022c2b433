using Dashboard.Core.Audit;
using Dashboard.Core.Collection;
using Dashboard.Core.Costs;
using Dashboard.Core.Costs.Collection;
using Dashboard.Core.Posture;
using Dashboard.Core.Reports;
using Dashboard.Core.Runs;
using Dashboard.Storage.Reports;
using static Dashboard.Storage.Tests.Support.CostWorld;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests.Support;

/// <summary>
/// An estate from 10 March on: <c>shop</c> is not enforced, <c>web</c> is, <c>job</c> is out of scope; all are on one plan, of which a source
/// tells the cost. Months are sealed by hand.
/// </summary>
public sealed class MonthWorld : IAsyncDisposable
{
    private MonthWorld(ExceptionWorld people) => People = people;

    public static AuditActor Ada => ExceptionWorld.Ada;

    public static PlanState Plan { get; } = CostWorld.Plan("plan-1");

    public static AppState Shop { get; } = Estate.App("shop").On(Plan);

    public static AppState Web { get; } = Estate.App("web", verdict: Verdict.Enforced).On(Plan) with { Owner = "Shop" };

    public static AppState Job { get; } = Estate.App("job").On(Plan) with { InScope = false, Rules = Estate.Rules() };

    public ExceptionWorld People { get; }

    public TestDatabase Db => People.Db;

    /// <summary>The rules that runs judge by.</summary>
    public string Rules { get; set; } = "1.0";

    public SealMonthCommand Sealing => Db.Get<SealMonthCommand>();

    public static async Task<MonthWorld> CreateAsync(DatabaseProvider provider)
    {
        var world = new MonthWorld(await ExceptionWorld.CreateAsync(provider, Shop, Web, Job));
        await world.RunAsync(world.People.Now, Plans(Plan));
        return world;
    }

    public static DateTimeOffset On(int month, int day, int hour = 6) => new(2025, month, day, hour, 0, 0, TimeSpan.Zero);

    /// <summary>A run at a moment; its number.</summary>
    public async Task<long> RunAsync(DateTimeOffset at, CostMerge? costs = null, RunStatus status = RunStatus.Succeeded, params IReadOnlyList<AppChange> changes)
    {
        if (at > People.Now) Db.Clock.SetUtcNow(at);
        var lease = await Db.Store.TryBeginAsync(RunStart() with { RuleSetVersion = Rules }, Token);
        Assert.NotNull(lease);
        await Db.Store.MergeAsync(lease, Merge(changes, status) with { Costs = costs ?? CostMerge.None }, Token);
        return lease.RunId;
    }

    /// <summary>A run each day from a moment on.</summary>
    public async Task RunDailyAsync(DateTimeOffset from, DateTimeOffset to)
    {
        for (var at = from; at <= to; at = at.AddDays(1)) await RunAsync(at);
    }

    /// <summary>What a source says of a month of the plan.</summary>
    public static CostMerge Billed(CostMonth month, decimal amount) => new() { Costs = [Costs(month, (Plan, amount, "EUR"))] };

    public Task<SealOutcome> SealAsync(CostMonth month) => Sealing.RunAsync(month, Ada, Token);

    public async Task<SealedMonth> SealedAsync(CostMonth month)
    {
        Assert.Equal(SealOutcome.Sealed, await SealAsync(month));
        return (await Db.Get<SealedMonthQuery>().FindAsync(month, Token))!;
    }

    public Task<IReadOnlyList<FigureDifference>> RestatedAsync(SealedMonth month) => Db.Get<RestatementQuery>().RunAsync(month, Token);

    /// <summary>What verification finds.</summary>
    public async Task<IReadOnlyList<string>> FindingsAsync() =>
        [.. (await People.Audit.VerifyAsync(anchored: false)).Findings.Select(f => $"{f.Check}: {f.Problem}")];

    public ValueTask DisposeAsync() => People.DisposeAsync();
}
