using Bunit;
using Dashboard.Core.Changes;
using Dashboard.Core.Collection;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Storage;
using Dashboard.Storage.Queries;
using Dashboard.Web.Collection;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Components.Pages.AppDetails;
using Dashboard.Web.Components.Pages.Changes;
using Dashboard.Web.Components.Pages.Overview;
using Dashboard.Web.Demo;
using Dashboard.Web.Tests.Support;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Dashboard.Web.Tests.Components;

/// <summary>The page of changes on a real history: its states, its words and its links.</summary>
public sealed class ChangesPageTests : BunitContext
{
    private const string LongName = "<b>anna-katharina.von-und-zu-lindenberg@a-rather-long-subsidiary.contoso.example</b>";
    private const string ChangeId = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Web/sites/shop/providers/Microsoft.Resources/changes/1";

    private static readonly AppState Open = Samples.App with
    {
        ClientCertMode = "Optional",
        EffectiveMode = EffectiveMode.Optional,
        Verdict = Verdict.NotEnforced,
        Owner = "<img src=x onerror=alert(1)>",
    };

    private static readonly AppState Other = Samples.App with { ResourceId = Samples.App.ResourceId + "-two", Name = "shop-two", Verdict = Verdict.NotEnforced };

    [Fact]
    public async Task Before_the_first_run_nothing_is_recorded()
    {
        await using var history = await TestHistory.CreateAsync(Samples.Now);
        Assert.Contains("Nothing is recorded yet", Show(history, "/changes").Find(".state").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_changed_the_headline_says_so_and_the_list_gives_the_next_step()
    {
        await using var history = await TestHistory.CreateAsync(Samples.Now.AddDays(-1));
        await history.RunAsync(TestHistory.Seen(Samples.App, null));
        history.Clock.Advance(TimeSpan.FromDays(1));
        var page = Show(history, "/changes");
        Assert.Equal("No app drifted in the last 7 days, and none got better", page.Find("h1").TextContent.Trim());
        Assert.Contains("No app drifted", page.Find(".state b").TextContent, StringComparison.Ordinal);
        Assert.Equal("/changes?period=all&direction=all", page.Find(".state a").GetAttribute("href"));
    }

    [Fact]
    public async Task A_history_that_cannot_be_read_is_an_error_with_an_id()
    {
        await using var history = await TestHistory.CreateAsync(Samples.Now, schema: false);
        var page = Show(history, "/changes");
        Assert.Equal("Changes", page.Find("h1").TextContent.Trim());
        Assert.Matches("[0-9a-f]{4}-[0-9a-f]{4}", page.Find("[role=alert] code").TextContent);
    }

    [Fact]
    public void A_change_on_its_way_is_a_skeleton_of_its_final_size()
    {
        Services.AddSingleton<TimeProvider>(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Samples.Now));
        var panel = Render<ChangePanel>(p => p.Add(c => c.Load, default).Add(c => c.CloseHref, "/changes"));
        Assert.Contains("min-height:480px", panel.Find(".skeleton").GetAttribute("style"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_drifted_comes_first_and_every_figure_leads_to_its_rows()
    {
        await using var history = await DriftAsync();
        var page = Show(history, "/changes");
        Assert.Equal("1 app drifted in the last 7 days: its verdict got worse. 1 got better.", Words(page.Find("h1").TextContent));
        Assert.Equal("/changes", page.Find("[data-figure=changes-worse]").GetAttribute("href"));
        Assert.Equal("/changes?direction=better", page.Find("[data-figure=changes-better]").GetAttribute("href"));
        Assert.Equal(["1", "1", "1", "3"], page.FindAll(".facet .figure").Select(b => b.TextContent));

        var row = Assert.Single(page.FindAll("tbody tr"));
        Assert.Equal(DashboardUrls.App(Samples.App.ResourceId), row.QuerySelector("th a")!.GetAttribute("href"));
        Assert.Contains("Client certificate mode changed from Required to Optional", row.TextContent, StringComparison.Ordinal);
        Assert.Equal("Enforced→ to Not enforcedGot worse", Words(row.QuerySelector(".verdict")!.TextContent));
        Assert.Contains("Exact, recorded by run 3", Words(row.QuerySelector(".when")!.TextContent), StringComparison.Ordinal);
        Assert.Equal("/runs/3", row.QuerySelector(".when a")!.GetAttribute("href"));
        Assert.Equal(LongName, row.QuerySelector(".by bdi")!.TextContent);
        Assert.Equal(ChangeId, row.QuerySelector("[id^=change-]")!.TextContent);
        Assert.Empty(page.FindAll("img"));
    }

    [Fact]
    public async Task What_the_run_noticed_says_so_and_is_told_by_how_the_states_differ()
    {
        await using var history = await DriftAsync();
        var row = Assert.Single(Show(history, "/changes?direction=better").FindAll("tbody tr"));
        Assert.Contains("Noticed by the run of 24 Nov, 08:00", Words(row.QuerySelector(".when")!.TextContent), StringComparison.Ordinal);
        Assert.Equal("Plan tier set to Basic", Words(row.QuerySelector(".what")!.TextContent));
        Assert.Equal("Azure does not tell", Words(row.QuerySelector(".by")!.TextContent));
    }

    [Theory]
    [InlineData("direction=all", 3)]
    [InlineData("direction=all&period=today", 2)]
    [InlineData("direction=all&from=2026-11-23&to=2026-11-23", 1)]
    [InlineData("direction=all&kind=Appeared", 1)]
    [InlineData("direction=all&changedBy=", 2)]
    [InlineData("direction=all&q=two", 2)]
    [InlineData("direction=all&owner=nobody", 0)]
    [InlineData("direction=all&asOf=2026-11-23T12:00:00Z", 1)]
    public async Task The_url_says_which_changes(string query, int rows)
    {
        await using var history = await DriftAsync();
        Assert.Equal(rows, Show(history, "/changes?" + query).FindAll("tbody tr").Count);
    }

    [Fact]
    public async Task A_change_opens_beside_the_list_under_its_own_url()
    {
        await using var history = await DriftAsync();
        var list = Show(history, "/changes");
        var address = list.Find("tbody [data-row]").GetAttribute("href")!;
        Assert.Equal("/changes?selected=2", address);

        var panel = Show(history, address).Find("aside");
        Assert.Contains("Exact: Azure's own time of the change.", panel.TextContent, StringComparison.Ordinal);
        Assert.Equal("properties.clientCertMode BeforeRequiredAfterOptional", Words(panel.QuerySelector(".props li")!.TextContent));
        Assert.Equal(ChangeId, panel.QuerySelector("#change-id")!.TextContent);
        Assert.Contains("clientCertMode: Optional", panel.TextContent, StringComparison.Ordinal);
        Assert.Equal("/changes", panel.QuerySelector("[aria-label=Close]")!.GetAttribute("href"));
        Assert.Contains("No such change", Show(history, "/changes?selected=99").Find("aside").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_move_shows_the_former_id_in_the_list_and_in_the_apps_timeline()
    {
        await using var history = await TestHistory.CreateAsync(Samples.Now.AddDays(-1));
        await history.RunAsync(TestHistory.Seen(Samples.App, null));
        history.Clock.Advance(TimeSpan.FromDays(1));
        var moved = Samples.App with { ResourceId = Samples.App.ResourceId.Replace("/rg/", "/rg-b/", StringComparison.Ordinal), ResourceGroup = "rg-b" };
        await history.RunAsync(new AppChange.Moved(await history.AppIdAsync(Samples.App), moved, StateFingerprint.Of(moved, "1.0"))
        {
            Events = [Told(AppEventKind.Moved, Verdict.Enforced, Verdict.Enforced, Samples.Now.AddHours(-1), exact: true)],
        });

        Assert.Contains("Moved from rg to rg-b", Show(history, "/changes?direction=all").Find(".what").TextContent, StringComparison.Ordinal);
        var id = (await history.Get<EventListQuery>().RunAsync(AppFilter.Any, EventFilter.Any, 1, 1, null, default)).Items[0].EventId;
        Assert.Contains(Samples.App.ResourceId, Show(history, $"/changes?selected={id}").Find("aside").TextContent, StringComparison.Ordinal);

        var detail = await history.Get<AppDetailQuery>().RunAsync(moved.ResourceId, null, default);
        var events = await history.Get<EventListQuery>().OfAppAsync(detail!.Row.AppId, null, default);
        var panel = Render<TimelinePanel>(p => p.Add(c => c.Load, Load.Ready(Timeline.Of(detail, events))));
        var entries = panel.FindAll("li");
        Assert.Equal(2, entries.Count);
        Assert.Contains("Former id: " + Samples.App.ResourceId, Words(entries[0].TextContent), StringComparison.Ordinal);
        Assert.Contains("First seen", entries[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_timeline_tells_who_and_when_and_keeps_what_no_event_explains()
    {
        await using var history = await DriftAsync();
        var detail = await history.Get<AppDetailQuery>().RunAsync(Samples.App.ResourceId, null, default);
        var events = await history.Get<EventListQuery>().OfAppAsync(detail!.Row.AppId, null, default);
        var entries = Timeline.Of(detail, events);
        Assert.Equal([true, false], entries.Select(e => e.Event is not null));
        Assert.Equal(Samples.Now.AddHours(-2), entries[0].At);

        Services.AddSingleton<TimeProvider>(history.Clock);
        var first = Render<TimelinePanel>(p => p.Add(c => c.Load, Load.Ready(entries))).Find("li");
        Assert.Contains("By " + LongName + " (User, Azure Portal)", Words(first.TextContent), StringComparison.Ordinal);
        Assert.Contains("Not enforced from here on", first.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_overviews_panel_tells_who_did_it_and_leads_to_all_changes()
    {
        await using var history = await DriftAsync();
        var rows = (await history.Get<EventListQuery>().RunAsync(AppFilter.Any, EventFilter.Any, 1, 6, null, default)).Items;
        Services.AddSingleton<TimeProvider>(history.Clock);
        var panel = Render<ChangesPanel>(p => p
            .Add(c => c.Load, Load.Ready(rows)).Add(c => c.Since, SinceLastVisit.Of(null, Samples.Now, past: false)).Add(c => c.DriftedToday, 1)
            .Add(c => c.Counts, null).Add(c => c.Population, AppFilter.Any));
        Assert.Contains("Got worse: Client certificate mode changed from Required to Optional", Words(panel.Find("ul").TextContent), StringComparison.Ordinal);
        Assert.Contains(", by " + LongName, panel.Find("ul").TextContent, StringComparison.Ordinal);
        Assert.Equal("/changes?period=today", panel.Find("a[data-figure=drifted-today]").GetAttribute("href"));
        Assert.Equal("/changes?period=30d&direction=all", panel.Find(".table-foot a").GetAttribute("href"));
    }

    /// <summary>A baseline; a day later an app is first seen; another day later one drifts and one gets better.</summary>
    private static async Task<TestHistory> DriftAsync()
    {
        var history = await TestHistory.CreateAsync(Samples.Now.AddDays(-2));
        await history.RunAsync(TestHistory.Seen(Samples.App, null));
        history.Clock.Advance(TimeSpan.FromDays(1));
        var started = history.Clock.GetUtcNow();
        await history.RunAsync(TestHistory.Seen(Other, null, Told(AppEventKind.Appeared, null, Other.Verdict, started, exact: false)));
        history.Clock.Advance(TimeSpan.FromDays(1));
        var better = Other with { Verdict = Verdict.Enforced, Tier = "Basic" };
        var drift = Told(AppEventKind.Changed, Verdict.Enforced, Verdict.NotEnforced, Samples.Now.AddHours(-2), exact: true) with
        {
            Properties = [new PropertyChange("properties.clientCertMode", "Required", "Optional")],
        };
        await history.RunAsync(
            TestHistory.Seen(Open, await history.AppIdAsync(Samples.App), drift),
            TestHistory.Seen(better, await history.AppIdAsync(Other), Told(AppEventKind.Changed, Verdict.NotEnforced, Verdict.Enforced, Samples.Now, exact: false)));
        return history;
    }

    private static AppEvent Told(AppEventKind kind, Verdict? before, Verdict? after, DateTimeOffset at, bool exact) => new()
    {
        Kind = kind,
        OccurredAt = at,
        Exact = exact,
        VerdictBefore = before,
        VerdictAfter = after,
        Author = exact ? new ChangeAuthor(LongName, "User", "Azure Portal", "Microsoft.Web/sites/write") : null,
        ChangeId = exact ? ChangeId : null,
    };

    private IRenderedComponent<ChangesPage> Show(TestHistory history, string address)
    {
        if (Services.All(s => s.ServiceType != typeof(EventListQuery)))
        {
            Services.AddSingleton<TimeProvider>(history.Clock).AddSingleton<DemoProgress>().AddSingleton<RunBoard>().AddLogging();
            Services.AddDashboardStorage(history.Settings);
        }

        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var page = Render<ChangesPage>();
        page.WaitForState(() => page.FindAll(".skeleton").Count == 0);
        return page;
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
