using Bunit;
using Dashboard.Core.Runs;
using Dashboard.Storage.Queries;
using Dashboard.Web.Access;
using Dashboard.Web.Access.Actions;
using Dashboard.Web.Components.Pages.Runs;
using Dashboard.Web.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace Dashboard.Web.Tests.Components;

public sealed class LiveRunTests : BunitContext
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task A_run_of_another_process_is_followed_by_asking_the_database()
    {
        await using var world = await CollectionWorld.CreateAsync();
        var moved = 0;
        var live = RenderLive(world, () => moved++);
        Assert.Empty(live.FindAll("[data-run]"));

        var lease = await world.BeginElsewhereAsync();
        await world.Store.HeartbeatAsync(lease, new RunProgress("Reading apps", 2, 150, 3, 400), CollectionWorld.Token);
        Tick(world);
        await live.WaitForStateAsync(() => live.FindAll("[data-run='1']").Count == 1, TimeSpan.FromSeconds(20));
        Assert.Equal("150 of about 400", Figure(live, "apps"));
        Assert.Equal("2", Figure(live, "pages"));
        Assert.Equal("3", Figure(live, "requests"));
        Assert.Equal("3.0 s", Figure(live, "elapsed"));
        Assert.StartsWith("No estimate", Figure(live, "left"), StringComparison.Ordinal);
        Assert.Equal("Run 1: Reading apps.", live.Find("[role=status]").TextContent);

        await world.Store.HeartbeatAsync(lease, new RunProgress("Writing the history", 9, 400, 12, 400), CollectionWorld.Token);
        Tick(world);
        await live.WaitForStateAsync(() => Figure(live, "apps") == "400 of about 400", TimeSpan.FromSeconds(20));

        await world.Store.EndAsync(lease, RunStatus.Failed, new RunReport(), "No token.", CollectionWorld.Token);
        Assert.Equal(1, moved);
        Tick(world);
        await live.WaitForStateAsync(() => moved == 2 && live.FindAll("[data-run]").Count == 0, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_run_without_a_sign_of_life_is_said_to_be_so()
    {
        await using var world = await CollectionWorld.CreateAsync();
        await world.BeginElsewhereAsync();
        world.Clock.Advance(TimeSpan.FromSeconds(50));
        var live = RenderLive(world, () => { });
        Assert.Contains("It gave no sign of life since 05:30 UTC: its run starts again within a minute.", live.Markup, StringComparison.Ordinal);
        Assert.Equal("Not known", Figure(live, "left"));
    }

    [Fact]
    public async Task A_run_of_this_process_needs_no_lease_to_live_and_moves_at_once()
    {
        await using var world = await CollectionWorld.CreateAsync(gated: true);
        var live = RenderLive(world, () => { });
        var (started, ended) = (world.NextStart(), world.NextSuccess());
        await world.Service.StartAsync(RunTrigger.Manual, "Sam Security");
        var id = (await started).RunId;
        await live.WaitForStateAsync(() => live.FindAll($"[data-run='{id}']").Count == 1, TimeSpan.FromSeconds(20));
        Assert.DoesNotContain("no sign of life", live.Markup, StringComparison.Ordinal);
        world.OpenGate();
        await ended;
        await live.WaitForStateAsync(() => live.FindAll("[data-run]").Count == 0, TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Only_who_may_is_offered_to_cancel(bool may, int buttons)
    {
        await using var world = await CollectionWorld.CreateAsync();
        await world.BeginElsewhereAsync();
        Assert.Equal(buttons, RenderLive(world, () => { }, may).FindAll("button").Count);
    }

    private IRenderedComponent<LiveRun> RenderLive(CollectionWorld world, Action moved, bool may = true)
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddSingleton<TimeProvider>(world.Clock);
        Services.AddSingleton(world.Board);
        Services.AddSingleton(world.Service);
        Services.AddSingleton(world.Get<RunUnderWayQuery>());
        Services.AddScoped<ActionGuard>();
        var user = AddAuthorization();
        user.SetAuthorized("Sam Security");
        if (may) user.SetPolicies(Policies.ManageRuns);
        return Render<LiveRun>(p => p.Add(c => c.OnMoved, EventCallback.Factory.Create(this, moved)));
    }

    private static string Figure(IRenderedComponent<LiveRun> live, string name) => live.Find($"[data-live={name}]").TextContent;

    /// <summary>Second by second, as the page's timer goes.</summary>
    private static void Tick(CollectionWorld world)
    {
        for (var at = TimeSpan.Zero; at < Look; at += TimeSpan.FromSeconds(1)) world.Clock.Advance(TimeSpan.FromSeconds(1));
    }
}
