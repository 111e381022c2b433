using Dashboard.Core.Exceptions;
using Dashboard.Core.Posture;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests.Support;

/// <summary>
/// An estate of every kind of app that an exception can or cannot make excepted, over some weeks of runs and of exceptions that begin,
/// expire and are revoked. It keeps a plain record of both, so that a test can say what is the case at any moment without the product.
/// </summary>
public sealed class OverlayWorld : IAsyncDisposable
{
    private readonly List<Cover> _covers = [];
    private readonly List<(DateTimeOffset From, AppState State)> _states = [];

    private OverlayWorld(ExceptionWorld world) => World = world;

    public ExceptionWorld World { get; }

    public TestDatabase Db => World.Db;

    /// <summary>Moments at which something begins or ends, one just before and one after each, and the ends of days.</summary>
    public List<DateTimeOffset> Moments { get; } = [];

    /// <summary>An app, and what is the case with it at a moment.</summary>
    /// <param name="State">Its state, its rules as at the moment.</param>
    /// <param name="Until">When it ceases to be excepted; null where it is not.</param>
    /// <param name="Covered">The rules that are covered.</param>
    public sealed record App(AppState State, DateTimeOffset? Until, IReadOnlyList<string> Covered)
    {
        public bool Fails(string rule) => ResultOf(rule) == RuleResult.Fail;

        public RuleResult? ResultOf(string rule) => State.Rules.FirstOrDefault(r => r.Id == rule)?.Result switch
        {
            RuleResult.Fail when rule == "MTLS016" && Covered.Contains(rule) => RuleResult.Pass,
            var result => result,
        };
    }

    public static async Task<OverlayWorld> CreateAsync(DatabaseProvider provider)
    {
        AppState[] apps =
        [
            Estate.App("shop"), Failing("till", Verdict.NotEnforced, "MTLS001", "MTLS004"), Failing("door", Verdict.Gaps, "MTLS006"),
            Failing("free", Verdict.Unsupported, "MTLS005") with { Owner = "Cheap", Tier = "Free" }, Estate.App("safe", verdict: Verdict.Enforced),
            Failing("lost", Verdict.Unknown, "MTLS001"), Estate.App("halted") with { State = "Stopped", Stopped = true },
            Failing("out", Verdict.NotEnforced, "MTLS001", "MTLS016") with { InScope = false, OptedOut = true },
            Failing("out2", Verdict.Gaps, "MTLS016", "MTLS004") with { OptedOut = true },
        ];
        var world = new OverlayWorld(await ExceptionWorld.CreateAsync(provider, apps));
        world._states.AddRange(apps.Select(a => (Start, a)));
        await world.LiveAsync();
        return world;
    }

    /// <summary>The apps at a moment.</summary>
    public IReadOnlyList<App> At(DateTimeOffset at) =>
    [
        .. _states.Where(s => s.From <= at).GroupBy(s => s.State.Name).Select(g => g.Last().State).Select(state =>
        {
            var active = _covers.Where(c => c.App == state.Name && c.From <= at && at < c.To).ToList();
            var covered = active.ConvertAll(c => c.Rule);
            var failed = state.Rules.Where(r => r.Result == RuleResult.Fail).Select(r => r.Id).ToList();
            var excepted = ExceptedApp.Is(state.InScope, state.Verdict, failed, covered);
            var hangsOn = failed.Where(f => string.CompareOrdinal(f, "MTLS005") <= 0 || failed.All(r => string.CompareOrdinal(r, "MTLS005") > 0 && f == "MTLS006"));
            return new App(state, excepted ? active.Where(c => hangsOn.Contains(c.Rule)).Min(c => c.Expires) : null, covered);
        }),
    ];

    /// <summary>How many findings stand on apps at a moment that an exception covers.</summary>
    public bool Covers(string app, string rule, DateTimeOffset at) => _covers.Exists(c => c.App == app && c.Rule == rule && c.From <= at && at < c.To);

    public ValueTask DisposeAsync() => World.DisposeAsync();

    public static AppState Failing(string name, Verdict verdict, params string[] failed) => Estate.App(name, verdict: verdict) with
    {
        Rules =
        [
            .. new[] { "MTLS001", "MTLS004", "MTLS005", "MTLS006", "MTLS012", "MTLS016" }
                .Select(id => new RuleOutcome(id, failed.Contains(id) ? RuleResult.Fail : RuleResult.Pass, Severity.High, "tag mtls")),
        ],
    };

    private async Task LiveAsync()
    {
        await ExceptAsync(10, "shop");
        await ExceptAsync(30, "till");
        var halted = await ExceptAsync(60, "halted");
        await ExceptAsync(20, "door", "MTLS006");
        await WaitAsync(2.5);
        await ExceptAsync(4, "till", "MTLS004");
        await ExceptAsync(40, "out", "MTLS016");
        await ExceptAsync(9, "out", "MTLS001");
        await ExceptAsync(6, "out2", "MTLS016");
        await WaitAsync(1);
        await RunAsync(Failing("free", Verdict.Unsupported, "MTLS005") with { Owner = "Dear", Tier = "Shared" });
        await ExceptAsync(25, "free", "MTLS005");
        await WaitAsync(3);
        await RevokeAsync(halted, "halted");
        await RunAsync(Estate.App("door", verdict: Verdict.Enforced));
        await WaitAsync(2);
        await RunAsync(Failing("door", Verdict.Gaps, "MTLS006"));
        await ExceptAsync(8, "out2", "MTLS016");
        await ExceptAsync(12, "out2", "MTLS004");
        await WaitAsync(3);
    }

    private async Task<long> ExceptAsync(double days, string app, string rule = "MTLS001")
    {
        var id = await World.ExceptAsync(days, app, rule);
        var until = World.Now.AddHours(Math.Round(days * 24));
        _covers.Add(new Cover(id, app, rule, World.Now, until, until));
        Around(World.Now);
        return id;
    }

    private async Task RevokeAsync(long id, string app)
    {
        Assert.Null(await World.StepAsync(id, ExceptionStep.Revoked));
        var cover = _covers.Single(c => c.Id == id && c.App == app);
        _covers[_covers.IndexOf(cover)] = cover with { To = World.Now };
        Around(World.Now);
    }

    private async Task RunAsync(AppState state)
    {
        await Db.RunAsync([Seen(state, await Db.AppIdAsync(state))]);
        _states.Add((World.Now, state));
        Around(World.Now);
        Db.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    private Task WaitAsync(double days)
    {
        var from = World.Now;
        Db.Clock.Advance(TimeSpan.FromDays(days));
        foreach (var expired in _covers.Where(c => c.To > from && c.To <= World.Now)) Around(expired.To);
        return Task.CompletedTask;
    }

    private void Around(DateTimeOffset at) => Moments.AddRange([at.AddMilliseconds(-1), at]);

    private sealed record Cover(long Id, string App, string Rule, DateTimeOffset From, DateTimeOffset To, DateTimeOffset Expires);
}
