using Dashboard.Core.Findings;
using Dashboard.Core.Posture;
using Dashboard.Core.Tests.Posture;

namespace Dashboard.Core.Tests.Findings;

/// <summary>What a judged app means for its findings.</summary>
public sealed class FindingLifecycleTests
{
    private const string Rule = "MTLS001";
    private static readonly DateTimeOffset Now = new(2026, 6, 30, 6, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Changed = Now.AddHours(-3);
    private readonly FindingLifecycle _life = new(Now, FindingAllowances.Default);

    [Theory]
    [InlineData(Severity.Critical, 7)]
    [InlineData(Severity.High, 30)]
    [InlineData(Severity.Medium, 60)]
    [InlineData(Severity.Low, 90)]
    public void A_failure_opens_a_finding_that_is_due_by_its_severity(Severity severity, int days)
    {
        var opened = Assert.Single(_life.Seen([], App(Fails(severity)), Turn()).Opened);
        Assert.Equal(new OpenedFinding(Rule, severity, Now.AddDays(days), Changed), opened);
    }

    [Theory]
    [InlineData(true, Verdict.NotEnforced, true, true)]
    [InlineData(false, Verdict.NotEnforced, false, true)]
    [InlineData(null, Verdict.NotEnforced, false, true)]
    [InlineData(true, Verdict.NotApplicable, false, false)]
    public void Findings_are_for_apps_in_scope_and_of_the_tags_for_all_that_have_the_setting(bool? inScope, Verdict verdict, bool mode, bool tags)
    {
        var app = App(Fails(), Fails(id: "MTLS011")) with { InScope = inScope, Verdict = verdict };
        Assert.Equal((mode, tags), (Opens(app, Rule), Opens(app, "MTLS011")));
    }

    [Fact]
    public void An_opt_out_takes_the_app_out_of_scope_and_so_is_no_finding_itself() =>
        Assert.False(Opens(App(Fails(id: "MTLS016")) with { InScope = false, OptedOut = true }, "MTLS016"));

    [Fact]
    public void A_pass_ends_it_as_remediated_at_the_exact_time_where_that_is_known()
    {
        Assert.Equal(new EndedFinding(1, FindingEnd.Remediated, Changed, true), Ended(Result(RuleResult.Pass), Turn()));
        Assert.Equal(new EndedFinding(1, FindingEnd.Remediated, Now, false), Ended(Result(RuleResult.Pass), FindingCauses.Unknown));
    }

    [Fact]
    public void What_a_swap_brought_was_not_remediated() =>
        Assert.Equal(FindingEnd.Swapped, Ended(Result(RuleResult.Pass), Turn(bySwap: true))!.End);

    [Fact]
    public void A_rule_that_is_not_asked_any_more_ends_it_out_of_scope()
    {
        Assert.Equal(FindingEnd.OutOfScope, Ended(Result(RuleResult.NotApplicable), FindingCauses.Unknown)!.End);
        Assert.Equal(FindingEnd.OutOfScope, Ended(Fails(), FindingCauses.Unknown, inScope: false)!.End);
        Assert.Equal(FindingEnd.OutOfScope, Ended(Result(RuleResult.Pass), Turn(bySwap: true), inScope: null)!.End);
    }

    [Fact]
    public void What_was_not_read_ends_nothing_and_opens_nothing()
    {
        Assert.Null(Ended(Result(RuleResult.Unknown), Turn()));
        Assert.Empty(_life.Seen([], App(Result(RuleResult.Unknown)), FindingCauses.Unknown).Opened);
    }

    [Fact]
    public void Under_other_rules_only_a_recorded_change_of_the_app_is_a_remediation()
    {
        Assert.Equal(FindingEnd.RuleChanged, Ended(Result(RuleResult.Pass), new FindingCauses(true, FindingCauses.Unknown.Turns))!.End);
        Assert.Equal(FindingEnd.RuleChanged, Ended(Fails(), new FindingCauses(true, FindingCauses.Unknown.Turns), inScope: false)!.End);
        Assert.Equal(FindingEnd.Remediated, Ended(Result(RuleResult.Pass), Turn() with { RulesChanged = true })!.End);
        Assert.Equal(FindingEnd.RuleChanged, Assert.Single(_life.Seen([Open()], App(), FindingCauses.Unknown).Ended).End);
    }

    [Fact]
    public void A_rise_in_severity_shortens_the_time_and_never_lengthens_it()
    {
        var later = Open(Severity.High) with { Due = Now.AddDays(20) };
        Assert.Equal(Now.AddDays(7), Altered(later, Severity.Critical).Due);
        var soon = later with { Due = Now.AddDays(3) };
        Assert.Equal(Now.AddDays(3), Altered(soon, Severity.Critical).Due);
    }

    [Fact]
    public void A_fall_in_severity_keeps_the_date() =>
        Assert.Equal((Severity.Low, Now.AddDays(3)), Altered(Open(Severity.High) with { Due = Now.AddDays(3) }, Severity.Low) is var f ? (f.Severity, f.Due) : default);

    [Fact]
    public void An_app_that_left_takes_all_with_it()
    {
        Assert.Equal(new EndedFinding(1, FindingEnd.Decommissioned, Changed, true), Assert.Single(_life.Gone([Open()], FindingEnd.Decommissioned, Changed)));
        Assert.Equal(new EndedFinding(1, FindingEnd.OutOfScope, Now, false), Assert.Single(_life.Gone([Open()], FindingEnd.OutOfScope, null)));
    }

    [Fact]
    public void The_third_occurrence_within_thirty_days_is_a_flap()
    {
        Assert.True(Flapping.IsReached([Now.AddDays(-29), Now.AddDays(-1)], Now));
        Assert.False(Flapping.IsReached([Now.AddDays(-30), Now.AddDays(-1)], Now));
        Assert.False(Flapping.IsReached([Now.AddDays(-1)], Now));
    }

    private static AppState App(params RuleOutcome[] rules) =>
        Apps.Judge(Apps.Flawless) with { InScope = true, Verdict = Verdict.NotEnforced, Rules = rules };

    private static RuleOutcome Fails(Severity severity = Severity.High, string id = Rule) => new(id, RuleResult.Fail, severity, "");

    private static RuleOutcome Result(RuleResult result) => new(Rule, result, Severity.High, "");

    private static OpenFinding Open(Severity severity = Severity.High) => new(1, Rule, severity, Now.AddDays(20));

    private static FindingCauses Turn(bool bySwap = false) => new(false, new Dictionary<string, FindingTurn> { [Rule] = new(Changed, bySwap) });

    private bool Opens(AppState app, string rule) => _life.Seen([], app, FindingCauses.Unknown).Opened.Any(o => o.RuleId == rule);

    private EndedFinding? Ended(RuleOutcome rule, FindingCauses causes, bool? inScope = true) =>
        _life.Seen([Open()], App(rule) with { InScope = inScope }, causes).Ended.SingleOrDefault();

    private OpenFinding Altered(OpenFinding open, Severity now) => Assert.Single(_life.Seen([open], App(Fails(now)), FindingCauses.Unknown).Altered);
}
