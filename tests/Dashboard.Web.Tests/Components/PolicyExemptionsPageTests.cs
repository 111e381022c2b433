using AngleSharp.Dom;
using Bunit;
using Dashboard.Core.Audit;
using Dashboard.Core.Exceptions;
using Dashboard.Core.Exemptions;
using Dashboard.Core.Exemptions.Collection;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Storage;
using Dashboard.Storage.Commands;
using Dashboard.Web.Collection;
using Dashboard.Web.Components.Pages.PolicyExemptions;
using Dashboard.Web.Demo;
using Dashboard.Web.Hosting.Settings;
using Dashboard.Web.Tests.Support;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace Dashboard.Web.Tests.Components;

/// <summary>The page of policy exemptions on a history that can be told by heart, hostile names included.</summary>
public sealed class PolicyExemptionsPageTests : BunitContext
{
    private const string Subscription = "/subscriptions/11111111-1111-1111-1111-111111111111";
    private const string Group = Subscription + "/resourceGroups/rg";
    private static readonly SourceOutcome Whole = new(IPolicySource.Name, true, 4, 0, 4, 4, null);

    [Fact]
    public async Task Before_the_first_run_nothing_is_known()
    {
        await using var history = await TestHistory.CreateAsync(Samples.Now);
        Assert.Contains("No run yet", Text(Show(history).Find(".state")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_no_run_read_exemptions_is_not_told_as_none()
    {
        await using var history = await TestHistory.CreateAsync(Samples.Now);
        await history.RunAsync(PolicyMerge.None, null);
        var page = Show(history);
        Assert.Contains("nothing is known of them, and not that there are none", Text(page.Find("p.note")), StringComparison.Ordinal);
        Assert.Contains("cannot be told", Text(page.Find(".state")), StringComparison.Ordinal);
        Assert.Contains("nothing can be told", Text(page.Find("section[aria-labelledby=without-title]")), StringComparison.Ordinal);
        await history.RunAsync(PolicyMerge.None, Whole);
        page = Show(history, "/exceptions/policy?finding=noExpiry");
        Assert.Empty(page.FindAll("p.note"));
        Assert.Contains("Nothing that the credential can read is exempted", Text(page.Find(".state")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reading_that_was_refused_is_told_with_its_reason_and_what_was_known_stays()
    {
        await using var history = await LifeAsync();
        history.Clock.Advance(TimeSpan.FromDays(1));
        var seen = history.Clock.GetUtcNow().AddDays(-1);
        await history.RunAsync(
            new PolicyMerge { Exemptions = [new ExemptionChange.Stands(At(App("shop"), "mine") with { ExpiresOn = Samples.Now.AddDays(9) }, seen)] },
            Whole with { Complete = false, Problem = "Refused (403)." });
        var page = Show(history);
        Assert.Contains("there may be others. Refused (403).", Text(page.Find("p.note")), StringComparison.Ordinal);
        Assert.Contains("Not seen since", Text(Row(page, "mine")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_told_first_and_each_leads_to_the_app_and_the_exception()
    {
        await using var history = await LifeAsync();
        var page = Show(history);
        Assert.Equal("4 of 5 policy exemptions need a look", Text(page.Find("h1")).Replace("How it is counted", "", StringComparison.Ordinal).Split(" An exemption has")[0].Trim());
        Assert.Equal(["<script>alert(1)</script>", "group", "foreign", "gone by", "mine"], page.FindAll("[data-rows] tbody tr .name").Select(Text));
        Assert.Equal("Nothing", Text(Row(page, "mine").QuerySelectorAll("td")[0]));
        Assert.Contains("Approved in part", Text(Row(page, "group")), StringComparison.Ordinal);
        Assert.Contains("Cannot be told", Text(Row(page, "foreign")), StringComparison.Ordinal);
        Assert.Contains("Expired", Text(Row(page, "gone by")), StringComparison.Ordinal);
        Assert.Contains("No approver", Text(Row(page, "<script>")), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("script"));
        Assert.Equal("/exceptions/1", Row(page, "mine").QuerySelector("a.number")!.GetAttribute("href"));
        Assert.Equal(DashboardUrls.App(App("shop")), Row(page, "mine").QuerySelector("td a.where")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData(null, 5)]
    [InlineData("noCounterpart", 1)]
    [InlineData("partCounterpart", 1)]
    [InlineData("noExpiry", 2)]
    [InlineData("expiredButPresent", 1)]
    [InlineData("notJudged", 1)]
    [InlineData("nonsense", 5)]
    public async Task Each_kind_of_mismatch_can_be_chosen_and_its_count_is_its_rows(string? finding, int rows)
    {
        await using var history = await LifeAsync();
        var page = Show(history, "/exceptions/policy" + (finding is null ? "" : "?finding=" + finding));
        Assert.Equal(rows, page.FindAll("[data-rows] tbody tr").Count);
        Assert.Equal(Words(rows), Text(page.Find(".facet.on .figure")));

        static string Words(int count) => count.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Exceptions_without_an_exemption_are_listed_with_their_apps()
    {
        await using var history = await LifeAsync(withGroup: false);
        var panel = Show(history).Find("section[aria-labelledby=without-title]");
        Assert.Contains("1 of 1 active exception", Text(panel), StringComparison.Ordinal);
        Assert.Equal(["other"], panel.QuerySelectorAll("tbody .app a").Select(Text));
        Assert.Equal("/exceptions/1", panel.QuerySelector("a.number")!.GetAttribute("href"));
    }

    [Fact]
    public void The_view_is_all_in_the_address()
    {
        foreach (var view in new[] { new ExemptionsView(), new ExemptionsView(ExemptionFinding.NoExpiry, 3), new ExemptionsView(null, 2) })
            Assert.Equal(view, ExemptionsView.Parse(view.ToPairs().ToDictionary(p => p.Key, p => (StringValues)p.Value)));
        Assert.Equal(new ExemptionsView(), ExemptionsView.Parse(new Dictionary<string, StringValues> { ["finding"] = "1", ["page"] = "-1" }));
        Assert.Equal("/exceptions/policy?finding=noExpiry&page=2", DashboardUrls.PolicyExemptions(new ExemptionsView(ExemptionFinding.NoExpiry, 2)));
    }

    // One app with an exception and an exemption of its own, another with the exception alone; four exemptions that are not in order.
    private static async Task<TestHistory> LifeAsync(bool withGroup = true)
    {
        var history = await TestHistory.CreateAsync(Samples.Now.AddDays(-2));
        AppState[] apps = [Failing("shop"), Failing("other")];
        await history.RunAsync([.. apps.Select(a => TestHistory.Seen(a, null))]);
        var terms = new ExceptionTerms("Not yet", ExceptionTreatment.RiskAccepted, "", "CFO", Samples.Now.AddDays(20), null);
        var asked = await history.Get<RequestExceptionCommand>().RunAsync(
            new ExceptionRequest([.. apps.Select(a => a.ResourceId)], ["MTLS001"], terms, null), Person("ada"), Xunit.TestContext.Current.CancellationToken);
        Assert.Null(await history.Get<StepExceptionCommand>().RunAsync(asked.Id!.Value, ExceptionStep.Approved, null, Person("bob"), Xunit.TestContext.Current.CancellationToken));
        history.Clock.Advance(TimeSpan.FromDays(1));
        var later = Samples.Now.AddDays(9);
        List<ExemptionState> states =
        [
            At(App("shop"), "mine") with { ExpiresOn = later }, At(App("none"), "x") with { DisplayName = "<script>alert(1)</script>", ExpiresOn = later },
            At(App("none"), "gone by") with { ExpiresOn = Samples.Now.AddDays(-5) }, At(App("none"), "foreign") with { Relevance = ExemptionRelevance.NotKnown },
        ];
        if (withGroup) states.Add(At(Group, "group"));
        await history.RunAsync(new PolicyMerge { Exemptions = [.. states.Select(s => new ExemptionChange.Stands(s, null))] }, Whole);
        return history;
    }

    private static ExemptionState At(string scope, string name) => new()
    {
        ResourceId = $"{scope}/providers/Microsoft.Authorization/policyExemptions/{name}",
        AssignmentId = "/assignment",
        Relevance = ExemptionRelevance.ClientCertificates,
    };

    private static AuditActor Person(string name) => new("entra:t:" + name, name, ["Security"], ActorKind.Person);

    private static string App(string name) => $"{Group}/providers/Microsoft.Web/sites/{name}";

    private static AppState Failing(string name) => Samples.App with
    {
        ResourceId = App(name),
        Name = name,
        Verdict = Verdict.NotEnforced,
        InScope = true,
        Rules = [new RuleOutcome("MTLS001", RuleResult.Fail, Dashboard.Core.Posture.Severity.Critical, "Ignore")],
    };

    private static IElement Row(IRenderedComponent<PolicyExemptionsPage> page, string name) =>
        page.FindAll("[data-rows] tbody tr").Single(r => Text(r.QuerySelector(".name")!).Contains(name, StringComparison.Ordinal));

    private IRenderedComponent<PolicyExemptionsPage> Show(TestHistory history, string address = "/exceptions/policy")
    {
        if (Services.All(s => s.ServiceType != typeof(RunBoard)))
        {
            JSInterop.Mode = JSRuntimeMode.Loose;
            Services.AddSingleton<TimeProvider>(history.Clock).AddSingleton<DemoProgress>().AddSingleton<RunBoard>().AddLogging();
            Services.AddSingleton(new DashboardSettings { Mode = DashboardMode.Azure, DataDirectory = "/", Storage = history.Settings });
            Services.AddDashboardStorage(history.Settings);
        }

        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var page = Render<PolicyExemptionsPage>();
        page.WaitForState(() => page.FindAll(".skeleton").Count == 0, TimeSpan.FromSeconds(30));
        return page;
    }

    private static string Text(IElement element) =>
        string.Join(' ', element.TextContent.Replace('\u00a0', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
