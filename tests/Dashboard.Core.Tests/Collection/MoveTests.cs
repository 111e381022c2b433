using Dashboard.Core.Changes;
using Dashboard.Core.Collection;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;
using Dashboard.Core.Tests.Posture;
using static Dashboard.Core.Tests.Collection.Changes;

namespace Dashboard.Core.Tests.Collection;

/// <summary>What is told of an app that moved between two runs: nobody is blamed for what another did.</summary>
public sealed class MoveTests
{
    private const string Mover = "anton@contoso.example";
    private static readonly AppObservation App = Apps.Flawless;
    private static readonly AppObservation There = App with { ResourceId = App.ResourceId.Replace("rg-pay", "rg-new", StringComparison.Ordinal), ResourceGroup = "rg-new" };
    private static readonly AppObservation OptionalThere = There with { ClientCertMode = Reading.Of("Optional") };
    private static readonly string Old = App.ResourceId;
    private static readonly string New = There.ResourceId;
    private static readonly ResourceChange Away = Delete(Old, 120).By(Mover);
    private static readonly ResourceChange Arrival = Create(New, 120).By(Mover);

    [Fact]
    public void What_changed_before_the_move_is_told_of_who_changed_it()
    {
        var told = Told(App, OptionalThere, Away, Update(Old, 60, Mode("Required", "Optional")), Away, Arrival);
        Assert.Equal(
            [
                (AppEventKind.Changed, Noon.AddMinutes(60), "mira@contoso.example", Verdict.Enforced, Verdict.NotEnforced),
                (AppEventKind.Moved, Noon.AddMinutes(120), Mover, Verdict.NotEnforced, Verdict.NotEnforced),
            ],
            told.Select(Facts));
    }

    [Fact]
    public void What_changed_after_the_move_is_told_of_who_changed_it()
    {
        var told = Told(App, OptionalThere, Away, Away, Arrival, Update(New, 180, Mode("Required", "Optional")));
        Assert.Equal(
            [
                (AppEventKind.Moved, Noon.AddMinutes(120), Mover, Verdict.Enforced, Verdict.Enforced),
                (AppEventKind.Changed, Noon.AddMinutes(180), "mira@contoso.example", Verdict.Enforced, Verdict.NotEnforced),
            ],
            told.Select(Facts));
    }

    [Fact]
    public void Broken_before_the_move_and_mended_after_it_is_told_as_both()
    {
        var told = Told(App, There, Away, Update(Old, 60, Mode("Required", "Optional")), Away, Arrival, Update(New, 180, Mode("Optional", "Required")));
        Assert.Equal([EventDirection.Worse, EventDirection.Same, EventDirection.Better], told.Select(e => e.Direction));
        Assert.Equal([AppEventKind.Changed, AppEventKind.Moved, AppEventKind.Changed], told.Select(e => e.Kind));
    }

    [Fact]
    public void What_no_record_explains_stands_at_the_move()
    {
        var moved = Assert.Single(Told(App, OptionalThere, Away, Away, Arrival));
        Assert.Equal((AppEventKind.Moved, Verdict.Enforced, Verdict.NotEnforced), (moved.Kind, moved.VerdictBefore, moved.VerdictAfter));

        // Made optional by Mira, and then required again by nobody knows whom.
        var told = Told(App, There, Away, Update(Old, 60, Mode("Required", "Optional")), Away, Arrival);
        Assert.Equal([(AppEventKind.Changed, EventDirection.Worse), (AppEventKind.Moved, EventDirection.Better)], told.Select(e => (e.Kind, e.Direction)));
    }

    [Fact]
    public void Where_the_records_do_not_lead_back_the_move_tells_the_whole_way()
    {
        // The history knows Gaps; the record alone would lead from Enforced.
        var told = Told(App with { HttpsOnly = Reading.Of(false) }, OptionalThere, Away, Update(Old, 60, Mode("Required", "Optional")), Away, Arrival);
        Assert.Equal((null, null), (told[0].VerdictBefore, told[0].VerdictAfter));
        Assert.Equal((AppEventKind.Moved, Verdict.Gaps, Verdict.NotEnforced), (told[1].Kind, told[1].VerdictBefore, told[1].VerdictAfter));
    }

    [Fact]
    public void Without_any_record_the_move_is_told_at_run_time_of_nobody()
    {
        var moved = Assert.Single(Told(App, There, proof: null));
        Assert.Equal((AppEventKind.Moved, false, Noon.AddDays(1), null), (moved.Kind, moved.Exact, moved.OccurredAt, moved.Author));
    }

    [Fact]
    public void A_plan_that_stays_tells_of_the_app_once_whenever_it_changed()
    {
        var free = There with { SiteTier = Reading.Of("Free") };
        foreach (var minute in (int[])[60, 180])
        {
            var told = Chronicle(
                [Away, Arrival, Update(App.PlanId!, minute, new PropertyChange("sku.tier", "PremiumV3", "Free"))], "Free")
                .Moved(Known(App), Move(App, free, "Free"), Away);
            Assert.Equal((Verdict.Enforced, Verdict.Unsupported), Assert.Single(told, e => e.Kind == AppEventKind.Changed) is var e ? (e.VerdictBefore, e.VerdictAfter) : default);
            Assert.Equal(EventDirection.Same, told.Single(e => e.Kind == AppEventKind.Moved).Direction);
        }
    }

    [Fact]
    public void A_record_that_came_late_names_the_author_of_what_the_old_id_showed_already()
    {
        var optional = App with { ClientCertMode = Reading.Of("Optional") };
        var told = Told(optional, OptionalThere, Away, Update(Old, -3, Mode("Required", "Optional")), Away, Arrival);
        Assert.Equal([AppEventKind.Attributed, AppEventKind.Moved], told.Select(e => e.Kind));
        told = Told(App, OptionalThere, Away, Update(Old, -3, Mode("Required", "Optional")), Away, Arrival);
        Assert.Equal([(AppEventKind.Changed, EventDirection.Worse), (AppEventKind.Moved, EventDirection.Same)], told.Select(e => (e.Kind, e.Direction)));
    }

    private static (AppEventKind, DateTimeOffset, string?, Verdict?, Verdict?) Facts(AppEvent told) =>
        (told.Kind, told.OccurredAt, told.Author?.ChangedBy, told.VerdictBefore, told.VerdictAfter);

    private static IReadOnlyList<AppEvent> Told(AppObservation before, AppObservation now, ResourceChange? proof, params ResourceChange[] changes) =>
        Chronicle(changes, "PremiumV3").Moved(Known(before), Move(before, now, "PremiumV3"), proof);

    private static AppMove Move(AppObservation before, AppObservation now, string tier) =>
        new(ResourceIds.Key(now.ResourceId), now, Apps.Judge(now, tier), 0, new StoredState(1, Apps.Judge(before)));

    private static Chronicle Chronicle(ResourceChange[] changes, string tier) => new(
        new ChronicleStart(Noon.AddDays(1), new LastRun(Noon, Noon, "1.0", Noon), "1.0", new HashSet<(string, long)>(), TagLikeness.For(JudgementSettings.Default).Matters),
        new ChangeFeed(changes), new AppJudge(JudgementSettings.Default), _ => tier);

    private static StoredApp Known(AppObservation app) =>
        new(1, Old, Apps.Subscription, 0, false, null, Apps.Judge(app).Verdict, Noon.AddDays(-30));
}
