using Dashboard.Core.Changes;
using Dashboard.Core.Collection;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;
using Dashboard.Core.Tests.Posture;
using static Dashboard.Core.Tests.Collection.Changes;

namespace Dashboard.Core.Tests.Collection;

/// <summary>What is told of an app between two runs, with the last run at noon and this one 24 hours later.</summary>
public sealed class ChronicleTests
{
    private static readonly AppObservation App = Apps.Flawless;
    private static readonly AppObservation Optional = App with { ClientCertMode = Reading.Of("Optional") };
    private static readonly string Id = App.ResourceId;
    private static readonly DateTimeOffset RunTime = Noon.AddDays(1);

    [Fact]
    public void A_recorded_change_tells_when_and_who()
    {
        var told = Assert.Single(Told(Verdict.Enforced, Optional, Update(Id, 90, Mode("Required", "Optional"))));
        Assert.Equal((AppEventKind.Changed, true, Noon.AddMinutes(90)), (told.Kind, told.Exact, told.OccurredAt));
        Assert.Equal((Verdict.Enforced, Verdict.NotEnforced, EventDirection.Worse), (told.VerdictBefore, told.VerdictAfter, told.Direction));
        Assert.Equal("mira@contoso.example", told.Author?.ChangedBy);
    }

    [Fact]
    public void A_change_without_a_record_is_told_at_run_time_of_nobody()
    {
        var told = Assert.Single(Told(Verdict.Enforced, Optional));
        Assert.Equal((AppEventKind.Changed, false, RunTime), (told.Kind, told.Exact, told.OccurredAt));
        Assert.Null(told.Author);
        Assert.Equal(EventDirection.Worse, told.Direction);
    }

    [Fact]
    public void Several_changes_are_told_each_with_the_verdict_that_it_led_to()
    {
        var told = Told(
            Verdict.Enforced, App with { ClientCertEnabled = Reading.Of(false) },
            Update(Id, 300, Mode("Optional", "Required")), Update(Id, 60, Mode("Required", "Optional")), Update(Id, 400, Enabled(false)));
        Assert.Equal(
            [(Verdict.Enforced, Verdict.NotEnforced), (Verdict.NotEnforced, Verdict.Enforced), (Verdict.Enforced, Verdict.NotEnforced)],
            told.Select(e => (e.VerdictBefore!.Value, e.VerdictAfter!.Value)));
    }

    [Fact]
    public void Broken_and_mended_between_two_runs_is_told_although_no_run_saw_it()
    {
        var told = Told(
            Verdict.Enforced, App, differs: false, Update(Id, 60, Mode("Required", "Optional")), Update(Id, 90, Mode("Optional", "Required")));
        Assert.Equal([EventDirection.Worse, EventDirection.Better], told.Select(e => e.Direction));
        Assert.All(told, e => Assert.Equal((AppEventKind.Changed, true), (e.Kind, e.Exact)));
    }

    [Fact]
    public void A_record_that_comes_late_names_the_author_and_no_second_change()
    {
        var told = Assert.Single(Told(Verdict.NotEnforced, Optional, differs: false, Update(Id, -3, Mode("Required", "Optional"))));
        Assert.Equal((AppEventKind.Attributed, EventDirection.Same), (told.Kind, told.Direction));
    }

    [Fact]
    public void A_late_record_and_a_new_change_are_kept_apart()
    {
        var told = Told(
            Verdict.NotEnforced, App, Update(Id, -3, Mode("Required", "Optional")), Update(Id, 60, Mode("Optional", "Required")));
        Assert.Equal([AppEventKind.Attributed, AppEventKind.Changed], told.Select(e => e.Kind));
        Assert.Equal(EventDirection.Better, told[1].Direction);
    }

    [Fact]
    public void A_record_of_what_the_app_does_not_show_yet_waits() =>
        Assert.Empty(Told(Verdict.Enforced, App, differs: false, Update(Id, 60, Mode("Required", "Optional"))));

    [Fact]
    public void A_record_that_was_held_back_is_told_with_its_own_time_and_author_when_the_app_shows_it()
    {
        var record = Update(Id, -3, Mode("Required", "Optional"));
        var told = Assert.Single(Seen(Optional, before: App, differs: true, record));
        Assert.Equal((AppEventKind.Changed, true, record.At, "mira@contoso.example"), (told.Kind, told.Exact, told.OccurredAt, told.Author?.ChangedBy));
        Assert.Equal((Verdict.Enforced, Verdict.NotEnforced), (told.VerdictBefore, told.VerdictAfter));
    }

    [Fact]
    public void What_the_last_run_showed_already_and_what_it_held_back_are_told_apart()
    {
        var told = Seen(
            Optional with { HttpsOnly = Reading.Of(false) }, before: Optional, differs: true,
            Update(Id, -9, Mode("Required", "Optional")), Update(Id, -3, new PropertyChange("properties.httpsOnly", "True", "False")));
        Assert.Equal([(AppEventKind.Attributed, Noon.AddMinutes(-9)), (AppEventKind.Changed, Noon.AddMinutes(-3))], told.Select(e => (e.Kind, e.OccurredAt)));
    }

    [Fact]
    public void A_record_of_what_was_told_already_stays_news_of_its_author_alone_where_the_app_changed_otherwise()
    {
        var told = Seen(Optional with { HttpsOnly = Reading.Of(false) }, before: Optional, differs: true, Update(Id, -3, Mode("Required", "Optional")));
        Assert.Equal([(AppEventKind.Attributed, true), (AppEventKind.Changed, false)], told.Select(e => (e.Kind, e.Exact)));
    }

    [Fact]
    public void A_tag_that_was_held_back_is_told_with_its_time_where_nothing_else_explains_the_difference()
    {
        var tagged = App with { Tags = new Dictionary<string, string>(App.Tags) { ["owner"] = "retail" } };
        var record = Update(Id, -3, new PropertyChange("tags.owner", "payments", "retail"));
        var told = Assert.Single(Seen(tagged, before: App, differs: true, record));
        Assert.Equal((AppEventKind.Changed, record.At), (told.Kind, told.OccurredAt));
        Assert.Equal(AppEventKind.Attributed, Assert.Single(Seen(tagged, before: tagged, differs: false, record)).Kind);
    }

    [Fact]
    public void Broken_while_held_back_and_mended_before_the_next_run_is_told_as_both()
    {
        var told = Seen(App, before: App, differs: false, Update(Id, -3, Mode("Required", "Optional")), Update(Id, 60, Mode("Optional", "Required")));
        Assert.Equal([EventDirection.Worse, EventDirection.Better], told.Select(e => e.Direction));
    }

    [Fact]
    public void The_recorded_state_is_asked_for_only_where_a_record_is_older_than_the_last_sighting()
    {
        Assert.True(Chronicle([Update(Id, -3, Mode("Required", "Optional"))]).NeedsState(Known(Verdict.Enforced), ResourceIds.Key(Id), Optional));
        Assert.False(Chronicle([Update(Id, 3, Mode("Required", "Optional"))]).NeedsState(Known(Verdict.Enforced), ResourceIds.Key(Id), Optional));
    }

    [Fact]
    public void An_app_that_was_made_just_before_the_last_run_and_shows_only_now_is_told_with_its_creation()
    {
        var creation = Create(Id, -5);
        var told = Assert.Single(Chronicle([creation]).Appeared(ResourceIds.Key(Id), Apps.Judge(App)));
        Assert.Equal((creation.At, true, "mira@contoso.example"), (told.OccurredAt, told.Exact, told.Author?.ChangedBy));
    }

    [Fact]
    public void The_creation_of_an_earlier_bearer_of_the_id_is_not_that_of_this_one()
    {
        var key = ResourceIds.Key(Id);
        Assert.False(Assert.Single(Chronicle([Create(Id, -9), Delete(Id, -5)]).Appeared(key, Apps.Judge(App))).Exact);
        Assert.False(Assert.Single(Chronicle([Create(Id, -9)], recorded: Create(Id, -9)).Appeared(key, Apps.Judge(App))).Exact);
    }

    [Fact]
    public void A_record_that_two_resources_share_is_told_once()
    {
        var app = App with { PlanId = Id, SiteTier = Reading.Of("Free"), ClientCertMode = Reading.Of("Optional") };
        var change = Update(Id, 60, Mode("Required", "Optional"), new PropertyChange("sku.tier", "Standard", "Free"));
        Assert.Single(Chronicle([change], tier: "Free").Seen(Known(Verdict.Enforced), ResourceIds.Key(Id), app, Apps.Judge(app, "Free"), differs: true));
    }

    [Fact]
    public void A_record_is_told_once()
    {
        var change = Update(Id, 90, Mode("Required", "Optional"));
        var told = Assert.Single(Chronicle([change], recorded: change).Seen(
            Known(Verdict.Enforced), ResourceIds.Key(Id), Optional, Apps.Judge(Optional), differs: true));
        Assert.False(told.Exact);
    }

    [Fact]
    public void Where_the_records_do_not_lead_back_only_the_whole_way_is_told()
    {
        // The history knows Gaps; the record alone would lead from Enforced.
        var told = Told(Verdict.Gaps, Optional, Update(Id, 60, Mode(null, "Required")), Update(Id, 90, Mode("Required", "Optional")));
        Assert.Equal((null, null), (told[0].VerdictBefore, told[0].VerdictAfter));
        Assert.Equal((Verdict.Gaps, Verdict.NotEnforced), (told[1].VerdictBefore, told[1].VerdictAfter));
    }

    [Fact]
    public void What_is_not_tracked_is_not_told() =>
        Assert.Empty(Told(
            Verdict.Enforced, App, differs: false, Update(Id, 60, new PropertyChange("properties.siteConfig.alwaysOn", "False", "True")),
            Update(Id, 61, new PropertyChange("tags.ticket", "1", "2"))));

    [Fact]
    public void A_swap_is_no_change_by_a_person()
    {
        var swap = Update(Id, 60, Mode("Required", "Optional"));
        swap = swap with { Author = swap.Author with { Operation = "Microsoft.Web/sites/slots/slotsswap/action" } };
        Assert.Equal(AppEventKind.Swapped, Assert.Single(Told(Verdict.Enforced, Optional, swap)).Kind);
    }

    [Fact]
    public void The_plans_record_tells_of_its_apps()
    {
        var app = App with { SiteTier = Reading.Of("Free") };
        var change = Update(App.PlanId!, 60, new PropertyChange("sku.tier", "Standard", "Free"), new PropertyChange("sku.name", "S1", "F1"));
        var told = Assert.Single(Chronicle([change], tier: "Free").Seen(
            Known(Verdict.Enforced), ResourceIds.Key(Id), app, Apps.Judge(app, "Free"), differs: true));
        Assert.Equal((Verdict.Enforced, Verdict.Unsupported), (told.VerdictBefore, told.VerdictAfter));
        Assert.Equal("sku.tier", Assert.Single(told.Properties).Property);
    }

    [Fact]
    public void Returning_is_told_with_what_happened_meanwhile()
    {
        var told = Chronicle([Update(Id, 90, Mode("Required", "Optional"))]).Seen(
            Known(Verdict.Enforced) with { Stale = true, LastSeen = Noon.AddDays(-1) }, ResourceIds.Key(Id), Optional, Apps.Judge(Optional), true);
        Assert.Equal([AppEventKind.Returned, AppEventKind.Changed], told.Select(e => e.Kind));
        Assert.Equal(EventDirection.Same, told[0].Direction);
    }

    [Fact]
    public void Other_rules_are_no_drift()
    {
        var start = Start([]) with { RuleSetVersion = "2.0" };
        var told = Assert.Single(new Chronicle(start, new ChangeFeed([]), new AppJudge(JudgementSettings.Default), _ => "PremiumV3")
            .Seen(Known(Verdict.Enforced), ResourceIds.Key(Id), Optional, Apps.Judge(Optional), differs: true));
        Assert.Equal(AppEventKind.Rejudged, told.Kind);
    }

    [Fact]
    public void The_first_run_is_the_baseline()
    {
        var chronicle = new Chronicle(Start([]) with { Last = null }, new ChangeFeed([]), new AppJudge(JudgementSettings.Default), _ => null);
        Assert.Empty(chronicle.Appeared(ResourceIds.Key(Id), Apps.Judge(App)));
    }

    [Fact]
    public void A_deletion_is_proof_only_without_a_creation_after_it()
    {
        var known = Known(Verdict.Enforced);
        var key = ResourceIds.Key(Id);
        Assert.NotNull(Chronicle([Delete(Id, 60)]).ProofOf(known, key).End);
        Assert.Null(Chronicle([Delete(Id, 60)]).ProofOf(known, key).Replacement);
        Assert.NotNull(Chronicle([Delete(Id, 60), Create(Id, 90)]).ProofOf(known, key).Replacement);
        Assert.Null(Chronicle([Create(Id, 60)]).ProofOf(known, key).End);
        Assert.Null(Chronicle([Delete(Id, -60), Create(Id, -50)]).ProofOf(known with { FirstSeen = Noon }, key).End);
    }

    [Fact]
    public void A_deletion_that_was_the_apps_own_move_is_no_proof_when_it_came_back()
    {
        var away = Delete(Id, 60);
        Assert.Null(Chronicle([away, Create(Id, 90)], recorded: away).ProofOf(Known(Verdict.Enforced), ResourceIds.Key(Id)).End);
    }

    private static IReadOnlyList<AppEvent> Told(Verdict before, AppObservation now, params ResourceChange[] changes) =>
        Told(before, now, differs: true, changes);

    private static IReadOnlyList<AppEvent> Told(Verdict before, AppObservation now, bool differs, params ResourceChange[] changes) =>
        Chronicle(changes).Seen(Known(before), ResourceIds.Key(Id), now, Apps.Judge(now), differs);

    private static IReadOnlyList<AppEvent> Seen(AppObservation now, AppObservation before, bool differs, params ResourceChange[] changes) =>
        Chronicle(changes).Seen(Known(Apps.Judge(before).Verdict), ResourceIds.Key(Id), now, Apps.Judge(now), differs, Apps.Judge(before));

    private static Chronicle Chronicle(IEnumerable<ResourceChange> changes, ResourceChange? recorded = null, string tier = "PremiumV3") =>
        new(Start(recorded is null ? [] : [(recorded.ChangeId, 1L)]), new ChangeFeed(changes), new AppJudge(JudgementSettings.Default), _ => tier);

    private static ChronicleStart Start(HashSet<(string, long)> recorded) => new(
        RunTime, new LastRun(Noon, Noon, "1.0", Noon), "1.0", recorded, TagLikeness.For(JudgementSettings.Default).Matters);

    private static StoredApp Known(Verdict verdict) => new(1, Id, Apps.Subscription, 0, false, null, verdict, Noon.AddDays(-30));
}
