using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Components.Pages.AppDetails;
using Dashboard.Web.Components.Pages.Apps;

namespace Dashboard.Web.Tests.Components;

public sealed class StateWordsTests
{
    [Fact]
    public void Changes_of_the_setting_come_first_and_in_words()
    {
        var after = Samples.App with { EffectiveMode = EffectiveMode.Optional, ClientCertMode = "Optional", ExclusionPaths = "/healthz;/metrics", HttpsOnly = false };
        Assert.Equal(
            ["Mode Require → Optional", "Exclusion path /healthz added", "Exclusion path /metrics added", "HTTPS only switched off"],
            StateWords.Changes(Samples.App, after));
        Assert.Empty(StateWords.Changes(Samples.App, Samples.App));
    }

    [Fact]
    public void A_timeline_is_newest_first_and_leaves_out_what_says_nothing()
    {
        var broken = Samples.App with { EffectiveMode = EffectiveMode.Ignore, Verdict = Verdict.NotEnforced };
        var entries = Timeline.Of(Samples.Detail(
            new AppInterval(Samples.Now.AddDays(-90), Samples.Now.AddDays(-50), broken),
            new AppInterval(Samples.Now.AddDays(-50), Samples.Now.AddDays(-20), Samples.App),
            new AppInterval(Samples.Now.AddDays(-20), null, Samples.App with { Location = "elsewhere" })), []);
        Assert.Equal(["Mode Ignore → Require", "First seen, mode Ignore"], entries.Select(e => e.Words[0]));
    }

    [Fact]
    public void Stretches_of_one_verdict_join_and_begin_with_the_strip()
    {
        var start = Samples.Now.AddDays(-60);
        var stretches = VerdictStretch.Of(Samples.Detail(
            new AppInterval(Samples.Now.AddDays(-90), Samples.Now.AddDays(-50), Samples.App),
            new AppInterval(Samples.Now.AddDays(-50), Samples.Now.AddDays(-20), Samples.App with { Owner = "x" }),
            new AppInterval(Samples.Now.AddDays(-20), null, Samples.App with { Verdict = Verdict.Gaps })), start);
        Assert.Equal(
            [(start, Samples.Now.AddDays(-20), Verdict.Enforced), (Samples.Now.AddDays(-20), Samples.Now, Verdict.Gaps)],
            stretches.Select(s => (s.From, s.To, s.Verdict)));
    }

    [Theory]
    [InlineData("verdict=Gaps&verdict=NotEnforced", 41, "41 apps let callers past mutual TLS")]
    [InlineData("verdict=NotEnforced", 1, "1 app lets callers in without a certificate")]
    [InlineData("rule=MTLS002", 28, "28 apps fail MTLS002")]
    [InlineData("", 400, "41 of 400 apps let callers past mutual TLS")]
    [InlineData("q=nothing", 0, "No app matches")]
    public void The_title_of_the_apps_page_is_its_answer(string query, int total, string title)
    {
        var counts = new Dictionary<Verdict, int> { [Verdict.Gaps] = 17, [Verdict.NotEnforced] = 24 };
        Assert.Equal(title, AppsHeadline.Text(AppsHeadline.Of(Urls(query), total, counts)));

        static AppFilter Urls(string query) => Web.Urls.AppFilterUrl.Parse(query).Filter;
    }

    [Fact]
    public void Why_an_app_is_open_is_said_in_words()
    {
        var app = Samples.App with
        {
            Verdict = Verdict.NotEnforced,
            Rules = [new("MTLS002", RuleResult.Fail, Severity.High, ""), new("MTLS004", RuleResult.Fail, Severity.High, ""), new("MTLS012", RuleResult.Fail, Severity.Low, "")],
        };
        Assert.Equal("Mode optional, HTTP open", RuleWords.Why(app));
        Assert.Equal("–", RuleWords.Why(Samples.App));
    }
}
