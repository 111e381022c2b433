using Bunit;
using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;
using Dashboard.Web.Components.Kit;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Web.Tests.Components;

public sealed class KitTests : BunitContext
{
    [Theory]
    [InlineData(Verdict.Enforced, "Enforced")]
    [InlineData(Verdict.NotEnforced, "Not enforced")]
    [InlineData(Verdict.NotApplicable, "Not applicable")]
    public void A_verdict_is_an_icon_and_its_word(Verdict verdict, string word)
    {
        var badge = Render<VerdictBadge>(p => p.Add(c => c.Verdict, verdict));
        Assert.Equal(word, badge.Find("span.v").TextContent.Trim());
        Assert.Equal($"#i-v-{VerdictWords.Class(verdict)}", badge.Find("use").GetAttribute("href"));
        Assert.Equal("true", badge.Find("svg").GetAttribute("aria-hidden"));
    }

    [Fact]
    public void Every_verdict_has_an_icon_in_the_sprite()
    {
        var sprite = Render<IconSprite>();
        foreach (var verdict in Verdicts.InDisplayOrder) Assert.NotNull(sprite.Find($"#i-v-{VerdictWords.Class(verdict)}"));
        foreach (var direction in (ChangeDirection[])[ChangeDirection.Better, ChangeDirection.Worse, ChangeDirection.Same])
            Assert.NotNull(sprite.Find($"#i-{direction.ToString().ToLowerInvariant()}"));
    }

    [Fact]
    public void A_figure_is_a_link_with_its_name()
    {
        var figure = Render<FigureLink>(p => p.Add(c => c.Name, "stale").Add(c => c.Href, "/apps?stale=true").AddChildContent("7"));
        var link = figure.Find("a[data-figure=stale]");
        Assert.Equal("/apps?stale=true", link.GetAttribute("href"));
        Assert.Equal("7", link.TextContent);
    }

    [Fact]
    public void A_figure_that_no_filter_can_say_is_no_link()
    {
        var figure = Render<FigureLink>(p => p.Add(c => c.Name, "x").Add(c => c.Href, null).AddChildContent("0"));
        Assert.Empty(figure.FindAll("a"));
        Assert.Equal("0", figure.Find("[data-figure=x]").TextContent);
    }

    [Fact]
    public void A_definition_is_one_labelled_button_away()
    {
        var definition = Render<Definition>(p => p.Add(c => c.Subject, "coverage").AddChildContent("<p>Enforced ÷ all.</p>"));
        var button = definition.Find("button");
        Assert.Equal("How it is counted: coverage", button.GetAttribute("aria-label"));
        Assert.Contains("Enforced ÷ all.", definition.Find($"#{button.GetAttribute("popovertarget")}[popover]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void The_segments_of_a_composition_add_up_to_the_denominator()
    {
        var counts = new PostureCounts
        {
            Denominator = 20,
            CoveredEnforced = 12,
            CoveredGaps = 3,
            CoveredNotEnforced = 4,
            CoveredUnsupported = 0,
            CoveredUnknown = 1,
        };
        var segments = Segment.Of(counts);
        Assert.Equal(counts.Denominator, segments.Sum(s => s.Count));

        var bar = Render<CompositionBar>(p => p.Add(c => c.Segments, segments).Add(c => c.Target, 90m));
        Assert.Equal(["f-enforced", "f-gaps", "f-notenforced", "f-unknown"], bar.FindAll(".seg").Select(s => s.ClassList[1]));
        Assert.Equal("Enforced 12, Gaps 3, Not enforced 4, Unknown 1, of 20 apps; target 90%", bar.Find("[role=img]").GetAttribute("aria-label"));
    }

    [Theory]
    [InlineData(70.6, 73.8, ChangeDirection.Better, "3.2 points better than on 31 October")]
    [InlineData(73.8, 72.8, ChangeDirection.Worse, "1.0 point worse than on 31 October")]
    [InlineData(73.8, 73.8, ChangeDirection.Same, "Unchanged since 31 October")]
    public void A_change_is_told_in_words(double before, double now, ChangeDirection direction, string text)
    {
        var change = Change.OfCoverage((decimal)before, (decimal)now, "31 October");
        Assert.Equal(new Change(direction, text), change);
        var words = Render<ChangeWords>(p => p.Add(c => c.Value, change));
        Assert.Equal(text, words.Find("span.chg").TextContent.Trim());
        Assert.Equal($"#i-{direction.ToString().ToLowerInvariant()}", words.Find("use").GetAttribute("href"));
    }

    [Fact]
    public void Nothing_to_compare_with_is_neither_better_nor_worse()
    {
        Assert.Equal(ChangeDirection.NotKnown, Change.OfCoverage(null, 50, "31 October").Direction);
        Assert.Equal("–", Change.InTable(null, 50).Text);
        Assert.Equal("3.0 points better", Change.InTable(47, 50).Text);
    }

    [Fact]
    public void A_loading_panel_is_a_skeleton_of_its_final_size()
    {
        var panel = RenderPanel(default);
        Assert.Contains("min-height:77px", panel.Find(".skeleton").GetAttribute("style"), StringComparison.Ordinal);
        Assert.Equal("Loading the figure", panel.Find("[role=status]").TextContent);
    }

    [Fact]
    public void A_failed_panel_offers_a_retry_and_an_id()
    {
        var retried = false;
        var panel = RenderPanel(Load.Failed<string?>("b81e-40aa"), () => retried = true);
        Assert.Contains("b81e-40aa", panel.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        panel.Find("button").Click();
        Assert.True(retried);
    }

    [Fact]
    public void An_empty_panel_gives_the_reason()
    {
        Assert.Contains("none yet", RenderPanel(Load.Ready<string?>(null)).Markup, StringComparison.Ordinal);
        Assert.Contains("<b>42</b>", RenderPanel(Load.Ready<string?>("42")).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_stays_in_its_panel_and_its_message_in_the_log()
    {
        var panel = Render<PanelBoundary>(p => p.Add(c => c.ChildContent, _ => throw new InvalidOperationException("secret")));
        Assert.DoesNotContain("secret", panel.Markup, StringComparison.Ordinal);
        Assert.Matches("[0-9a-f]{4}-[0-9a-f]{4}", panel.Find("code").TextContent);
    }

    private IRenderedComponent<PanelState<string>> RenderPanel(Load<string?> load, Action? retry = null) => Render<PanelState<string>>(p => p
        .Add(c => c.Load, load!)
        .Add(c => c.Subject, "the figure")
        .Add(c => c.Height, 77)
        .Add(c => c.ChildContent, value => builder => builder.AddMarkupContent(0, $"<b>{value}</b>"))
        .Add(c => c.Empty, builder => builder.AddContent(0, "none yet"))
        .Add(c => c.OnRetry, EventCallback.Factory.Create(this, () => retry?.Invoke())));
}
