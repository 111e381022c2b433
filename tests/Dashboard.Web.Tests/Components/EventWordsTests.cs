using Dashboard.Core.Changes;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Web.Components.Kit;

namespace Dashboard.Web.Tests.Components;

public sealed class EventWordsTests
{
    private static readonly ChangeAuthor Anna = new("anna.lind@contoso.example", "User", "Azure Portal", "Microsoft.Web/sites/write");

    /// <summary>The words of each kind; where the time is Azure's own, and where it is not.</summary>
    private static readonly Dictionary<AppEventKind, (string Exact, string Noticed)> Words = new()
    {
        [AppEventKind.Appeared] = ("Created, mode Require", "First seen, mode Require"),
        [AppEventKind.Changed] = ("Client certificate mode changed from Required to Optional", "Plan tier changed from Free to Basic"),
        [AppEventKind.Swapped] = (
            "Swapped with another slot; Client certificate mode changed from Required to Optional",
            "Swapped with another slot; Plan tier changed from Free to Basic"),
        [AppEventKind.Moved] = ("Moved from rg-a to rg", "Moved from rg-a to rg"),
        [AppEventKind.Recreated] = ("Deleted and created anew under the same name", "Deleted and created anew under the same name"),
        [AppEventKind.Decommissioned] = ("Deleted", "Deleted: its id no longer answers"),
        [AppEventKind.BecameStale] = ("Not seen by the run; its last state stands", "Not seen by the run; its last state stands"),
        [AppEventKind.Expired] = (
            "Not seen for too long; its verdict is Unknown from here on", "Not seen for too long; its verdict is Unknown from here on"),
        [AppEventKind.Returned] = (
            "Seen again; Client certificate mode changed from Required to Optional", "Seen again; Plan tier changed from Free to Basic"),
        [AppEventKind.Rejudged] = (
            "Judged otherwise under other rules or settings; the app itself did not change",
            "Judged otherwise under other rules or settings; the app itself did not change"),
        [AppEventKind.ScopeRetired] = ("Left the estate: its subscription was retired here", "Left the estate: its subscription was retired here"),
        [AppEventKind.Attributed] = (
            "Azure told later who made a change: Client certificate mode changed from Required to Optional",
            "Azure told later who made a change: Plan tier changed from Free to Basic"),
    };

    public static TheoryData<AppEventKind> Kinds => [.. Enum.GetValues<AppEventKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_is_told_in_words(AppEventKind kind)
    {
        var exact = Row(kind, exact: true, new PropertyChange("properties.clientCertMode", "Required", "Optional"));
        Assert.Equal(Words[kind].Exact, string.Join("; ", EventWords.What(exact)));
        var noticed = Row(kind, exact: false);
        Assert.Equal(Words[kind].Noticed, string.Join("; ", EventWords.What(noticed)));
        Assert.NotEmpty(EventWords.Kind(kind));
    }

    [Theory]
    [InlineData("properties.clientCertMode", "Required", "Optional", "Client certificate mode changed from Required to Optional")]
    [InlineData("PROPERTIES.CLIENTCERTMODE", null, "Required", "Client certificate mode set to Required")]
    [InlineData("properties.clientCertEnabled", "False", "true", "Client certificates switched on")]
    [InlineData("properties.clientCertEnabled", "true", null, "Client certificates removed; it was true")]
    [InlineData("properties.clientCertExclusionPaths", "/a;/b", "/b;/c", "Exclusion path /c added; Exclusion path /a removed")]
    [InlineData("exclusionPaths", "/a", "/a;", "Exclusion paths written otherwise")]
    [InlineData("properties.httpsOnly", "true", "false", "HTTPS only switched off")]
    [InlineData("properties.enabled", "true", "false", "The app was switched off")]
    [InlineData("properties.siteConfig.minTlsVersion", "1.2", "1.0", "Minimum TLS version changed from 1.2 to 1.0")]
    [InlineData("sku.tier", "Free", "Basic", "Plan tier changed from Free to Basic")]
    [InlineData("properties.sku", "Free", "Basic", "Plan tier changed from Free to Basic")]
    [InlineData("properties.serverFarmId", "/x/serverfarms/asp-a", "/x/serverfarms/asp-b", "Plan changed from asp-a to asp-b")]
    [InlineData("properties.state", "Running", "Stopped", "State changed from Running to Stopped")]
    [InlineData("tags.owner", "a", "b", "Tag owner changed from a to b")]
    [InlineData("tags.owner", "a", null, "Tag owner removed; it was a")]
    [InlineData("inScope", "true", null, "Must enforce changed from yes to unclassified")]
    [InlineData("something.new", "1", "2", "something.new changed from 1 to 2")]
    [InlineData("something.new", null, "", "something.new changed")]
    public void A_property_is_told_in_words(string property, string? before, string? after, string words) =>
        Assert.Equal(words, string.Join("; ", PropertyWords.Of(new PropertyChange(property, before, after))));

    [Fact]
    public void What_Azure_cut_is_not_told_as_the_whole_value() => Assert.Equal(
        ["Client certificate mode changed; Azure cut its record of the values"],
        PropertyWords.Of(new PropertyChange("properties.clientCertMode", "Req", "Opt", Truncated: true)));

    [Fact]
    public void A_very_long_value_is_cut_in_the_sentence() =>
        Assert.True(PropertyWords.Of(new PropertyChange("tags.owner", new string('a', 1000), new string('b', 1000)))[0].Length < 220);

    [Fact]
    public void A_value_cannot_turn_the_direction_of_its_sentence() => Assert.Equal(
        ["Tag owner\uFFFD changed from a to \uFFFDgnp.exe"], PropertyWords.Of(new PropertyChange("tags.owner\u2066", "a", "\u202Egnp.exe")));

    [Fact]
    public void A_move_between_subscriptions_names_both()
    {
        var row = Row(AppEventKind.Moved, exact: true) with { FormerSubscriptionName = "Old" };
        row = row with { Before = row.Before! with { SubscriptionId = "other" } };
        Assert.Equal("Moved from rg-a in Old to rg in Retail", EventWords.Line(row, 2));
    }

    [Fact]
    public void Who_did_it_is_said_or_that_Azure_does_not_tell()
    {
        Assert.Equal("anna.lind@contoso.example", EventWords.By(Told(AppEventKind.Changed, true)));
        Assert.Equal("User, Azure Portal", EventWords.Means(Told(AppEventKind.Changed, true)));
        Assert.Equal("Azure does not tell", EventWords.By(Told(AppEventKind.Changed, false)));
        Assert.Equal("Azure does not tell", EventWords.By(Told(AppEventKind.Changed, true) with { Author = new ChangeAuthor(" ", null, null, null) }));
        Assert.Equal("No change in Azure", EventWords.By(Told(AppEventKind.Rejudged, false)));
        Assert.Null(EventWords.Means(Told(AppEventKind.Changed, false)));
    }

    [Fact]
    public void A_verdict_that_is_null_is_not_known_unless_there_was_none()
    {
        var changed = Told(AppEventKind.Changed, false) with { VerdictBefore = null, VerdictAfter = null };
        Assert.Equal(("not known", "not known"), (EventWords.Before(changed), EventWords.After(changed)));
        Assert.Equal("none before", EventWords.Before(changed with { Kind = AppEventKind.Appeared }));
        Assert.Equal("none: it is gone", EventWords.After(changed with { Kind = AppEventKind.Decommissioned }));
        Assert.Equal("Not enforced", EventWords.After(changed with { VerdictAfter = Verdict.NotEnforced }));
    }

    [Fact]
    public void How_exact_the_time_is_stands_in_words()
    {
        Assert.StartsWith("Exact: Azure's own time", EventWords.Exactness(Row(AppEventKind.Changed, true)), StringComparison.Ordinal);
        Assert.StartsWith("Not exact: noticed by the run of 24 Nov 2026 08:00 UTC", EventWords.Exactness(Row(AppEventKind.Changed, false)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_mode_that_follows_from_the_setting_is_not_told_twice()
    {
        var after = Samples.App with { ClientCertMode = "Optional", EffectiveMode = EffectiveMode.Optional, Owner = "b" };
        Assert.Equal(["clientCertMode", "owner"], StateDifferences.Of(Samples.App, after).Select(d => d.Property));
        Assert.Equal(["effectiveMode", "tier"], StateDifferences.Of(Samples.App, Samples.App with { Tier = "Free", EffectiveMode = EffectiveMode.Ignore }).Select(d => d.Property));
        Assert.Empty(StateDifferences.Of(Samples.App, Samples.App));
    }

    /// <summary>An event on the sample app, whose tier was another before.</summary>
    internal static EventRow Row(AppEventKind kind, bool exact, params PropertyChange[] properties) => new(
        7, 1, Samples.App.ResourceId, "shop", "Retail", Samples.App with { Tier = "Basic" }, Told(kind, exact) with { Properties = properties }, Samples.Now, 3)
    {
        Before = Samples.App with { ResourceGroup = kind == AppEventKind.Moved ? "rg-a" : "rg", Tier = "Free" },
    };

    private static AppEvent Told(AppEventKind kind, bool exact) => new()
    {
        Kind = kind,
        OccurredAt = exact ? Samples.Now.AddHours(-3) : Samples.Now,
        Exact = exact,
        VerdictBefore = Verdict.Enforced,
        VerdictAfter = Verdict.NotEnforced,
        Author = exact ? Anna : null,
        ChangeId = exact ? "/subscriptions/s/providers/Microsoft.Resources/changes/1" : null,
    };
}
