using Bunit;
using Dashboard.Core.Audit;
using Dashboard.Storage.Auditing;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Components.Pages.Audit;
using Dashboard.Web.Urls;
using Microsoft.Extensions.DependencyInjection;

namespace Dashboard.Web.Tests.Components;

public sealed class AuditComponentTests : BunitContext
{
    private static readonly AuditEntry Entry = new AuditDraft(
        new AuditActor("demo:security", "<b>Sam</b>", ["Reader", "Security"], ActorKind.Person), AuditActions.RunCancelled,
        new AuditSubject(AuditSubjects.Run, "12"), [new("why", "=1+1")]).At(7, Samples.Now);

    private static readonly AuditRecord Record =
        new(7, Entry, Samples.Now, AuditJson.Write(Entry), AuditHash.Genesis.ToString(), AuditHash.Of(default, "x").ToString());

    public AuditComponentTests() => Services.AddSingleton(TimeProvider.System);

    [Fact]
    public void A_row_says_who_did_what_to_what_and_opens_beside_the_list()
    {
        var table = RenderTable(Record);
        var row = table.Find("tbody tr");
        Assert.Equal("/audit?selected=7", row.QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("<b>Sam</b> person", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("Cancelled a run", row.TextContent, StringComparison.Ordinal);
        Assert.Equal("true", row.GetAttribute("aria-selected"));
    }

    [Fact]
    public void A_row_whose_content_was_changed_says_so() =>
        Assert.Contains("no entry any more", RenderTable(Record with { Entry = null }).Find("tbody tr").TextContent, StringComparison.Ordinal);

    [Fact]
    public void The_panel_shows_details_text_and_hashes()
    {
        var panel = RenderPanel(Load.Ready<AuditRecord?>(Record));
        Assert.Equal(Record.Content, panel.Find("pre").TextContent);
        Assert.Contains("demo:security", panel.Markup, StringComparison.Ordinal);
        Assert.Contains("=1+1", panel.Markup, StringComparison.Ordinal);
        Assert.Equal([Record.PrevHash, Record.Hash], panel.FindAll("dd > code").Select(c => c.TextContent));
        Assert.Equal("/audit", panel.Find("a[aria-label=Close]").GetAttribute("href"));
    }

    [Fact]
    public void The_panel_has_its_other_states()
    {
        Assert.NotNull(RenderPanel(default).Find(".skeleton"));
        Assert.Contains("No such entry", RenderPanel(Load.Ready<AuditRecord?>(null)).Markup, StringComparison.Ordinal);
        Assert.Contains("b81e-40aa", RenderPanel(Load.Failed<AuditRecord?>("b81e-40aa")).Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, null, "empty")]
    [InlineData(9, null, "Unanchored")]
    [InlineData(9, 9L, "Anchored up to the last entry")]
    [InlineData(9, 8L, "1 newer entry is not anchored")]
    [InlineData(9, 10L, "entries were removed")]
    public void The_anchor_is_told_in_words(long seq, long? anchored, string words)
    {
        var state = Render<ChainState>(p => p.Add(c => c.Head, new AuditHead(seq, "abc", anchored)));
        Assert.Contains(words, state.Markup, StringComparison.Ordinal);
        Assert.Contains("abc", state.Find("code").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_action_has_words() => Assert.All(AuditActions.All, action => Assert.NotEqual(action, AuditWords.Action(action)));

    [Fact]
    public void A_filter_survives_its_address()
    {
        var filter = new AuditFilter("run.cancelled", "entra:a:b", "run:12", new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), AsOfUrl.EndOf(new DateOnly(2026, 3, 31)));
        var url = DashboardUrls.Audit(filter, 2, 7);
        Assert.Equal("/audit?action=run.cancelled&actor=entra%3Aa%3Ab&subject=run%3A12&from=2026-03-01&to=2026-03-31&page=2&selected=7", url);
        var parsed = AuditFilterUrl.Parse(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(url[url.IndexOf('?')..]));
        Assert.Equal(filter, parsed.Filter);
        Assert.Empty(parsed.Problems);
    }

    private IRenderedComponent<AuditTable> RenderTable(AuditRecord record) => Render<AuditTable>(p => p
        .Add(c => c.Records, [record]).Add(c => c.Selected, 7).Add(c => c.RowHref, seq => DashboardUrls.Audit(selected: seq)));

    private IRenderedComponent<AuditPanel> RenderPanel(Load<AuditRecord?> load) =>
        Render<AuditPanel>(p => p.Add(c => c.Load, load).Add(c => c.CloseHref, DashboardUrls.Audit()));
}
