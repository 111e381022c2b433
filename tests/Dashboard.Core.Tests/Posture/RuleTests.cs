using Dashboard.Core.Exceptions;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;
using Dashboard.Core.Posture.Rules;

namespace Dashboard.Core.Tests.Posture;

public sealed class RuleTests
{
    private static void Expect(RuleResult result, Severity severity, AppState state, string id)
    {
        var outcome = state.Rule(id);
        Assert.Equal((result, severity), (outcome.Result, outcome.Severity));
    }

    [Fact]
    public void A_flawless_app_fails_nothing() =>
        Assert.DoesNotContain(Apps.Judge(Apps.Flawless).Rules, r => r.Result is RuleResult.Fail or RuleResult.Unknown);

    [Fact]
    public void Azures_default_site_fails_001_although_its_mode_says_required()
    {
        var state = Apps.Judge(Apps.Flawless with { ClientCertEnabled = Reading.Of(false) });
        Expect(RuleResult.Fail, Severity.Critical, state, "MTLS001");
        Assert.Equal("clientCertEnabled: false\nclientCertMode: \"Required\"", state.Rule("MTLS001").Evidence);
    }

    [Theory]
    [InlineData("Optional")]
    [InlineData("OptionalInteractiveUser")]
    public void Optional_modes_fail_002(string mode) =>
        Expect(RuleResult.Fail, Severity.High, Apps.Judge(Apps.Flawless with { ClientCertMode = Reading.Of(mode) }), "MTLS002");

    [Theory]
    [InlineData("/public", Severity.High)]
    [InlineData("/a;/", Severity.Critical)]
    public void Open_paths_fail_003(string paths, Severity severity) =>
        Expect(RuleResult.Fail, severity, Apps.Judge(Apps.Flawless with { ExclusionPaths = Reading.Of(paths) }), "MTLS003");

    [Fact]
    public void Plain_http_fails_004_and_is_critical_with_require()
    {
        var app = Apps.Flawless with { HttpsOnly = Reading.Of(false) };
        Expect(RuleResult.Fail, Severity.Critical, Apps.Judge(app), "MTLS004");
        Expect(RuleResult.Fail, Severity.High, Apps.Judge(app with { ClientCertMode = Reading.Of("Optional") }), "MTLS004");
    }

    [Fact]
    public void While_the_tier_cannot_001_002_and_004_say_nothing()
    {
        var app = Apps.Flawless with { ClientCertEnabled = Reading.Of(false), HttpsOnly = Reading.Of(false) };
        var state = Apps.Judge(app, planTier: "Shared");
        Assert.Equal(Verdict.Unsupported, state.Verdict);
        Expect(RuleResult.Fail, Severity.High, state, "MTLS005");
        foreach (var id in new[] { "MTLS001", "MTLS002", "MTLS004" }) Assert.Equal(RuleResult.NotApplicable, state.Rule(id).Result);
    }

    [Fact]
    public void The_plans_tier_wins_and_a_disagreement_fails_013()
    {
        var state = Apps.Judge(Apps.Flawless with { SiteTier = Reading.Of("PremiumV3") }, planTier: "Free");
        Assert.Equal(Verdict.Unsupported, state.Verdict);
        Expect(RuleResult.Fail, Severity.Medium, state, "MTLS013");
    }

    [Fact]
    public void Renegotiation_without_a_protocol_for_it_fails_006()
    {
        var paths = Apps.Flawless with { ExclusionPaths = Reading.Of("/healthz") };
        Expect(RuleResult.Fail, Severity.High, Apps.Judge(paths with { Http20Enabled = Reading.Of(true) }), "MTLS006");
        Expect(RuleResult.Fail, Severity.High, Apps.Judge(paths with { MinTlsVersion = Reading.Of("1.3") }), "MTLS006");
        Expect(RuleResult.Pass, Severity.High, Apps.Judge(paths), "MTLS006");
        var interactive = Apps.Flawless with { ClientCertMode = Reading.Of("OptionalInteractiveUser"), Http20Enabled = Reading.Of(true) };
        Expect(RuleResult.Fail, Severity.High, Apps.Judge(interactive), "MTLS006");
    }

    [Fact]
    public void Http2_with_require_fails_007_but_stays_enforced()
    {
        var state = Apps.Judge(Apps.Flawless with { Http20Enabled = Reading.Of(true) });
        Expect(RuleResult.Fail, Severity.Low, state, "MTLS007");
        Assert.Equal(Verdict.Enforced, state.Verdict);
    }

    [Fact]
    public void Old_tls_fails_009() =>
        Expect(RuleResult.Fail, Severity.Medium, Apps.Judge(Apps.Flawless with { MinTlsVersion = Reading.Of("1.1") }), "MTLS009");

    [Fact]
    public void A_slot_worse_than_production_fails_010()
    {
        var slot = Apps.Flawless with
        {
            ResourceId = Apps.Flawless.ResourceId + "/slots/staging",
            ClientCertMode = Reading.Of("Optional"),
        };
        Expect(RuleResult.Fail, Severity.Medium, Apps.Judge(slot, production: Verdict.Enforced), "MTLS010");
        Expect(RuleResult.Pass, Severity.Medium, Apps.Judge(slot, production: Verdict.Unknown), "MTLS010");
        Expect(RuleResult.Unknown, Severity.Medium, Apps.Judge(slot), "MTLS010");
        Assert.Equal(RuleResult.NotApplicable, Apps.Judge(Apps.Flawless).Rule("MTLS010").Result);
    }

    [Fact]
    public void Untagged_apps_fail_011_and_012_more_severely_when_public()
    {
        var bare = Apps.Flawless with { Tags = new Dictionary<string, string>() };
        Expect(RuleResult.Fail, Severity.High, Apps.Judge(bare), "MTLS011");
        Expect(RuleResult.Fail, Severity.Medium, Apps.Judge(bare with { PublicNetworkAccess = Reading.Of("Disabled") }), "MTLS011");
        Expect(RuleResult.Fail, Severity.Low, Apps.Judge(bare), "MTLS012");
    }

    [Fact]
    public void What_was_not_read_fails_013_and_is_named()
    {
        var state = Apps.Judge(Apps.Flawless with { ConfigurationRead = false, HttpsOnly = Reading.Absent<bool>() });
        Expect(RuleResult.Fail, Severity.Medium, state, "MTLS013");
        Assert.Contains("config/web not read", state.Rule("MTLS013").Evidence, StringComparison.Ordinal);
        Assert.Contains("httpsOnly not read", state.Rule("MTLS013").Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Opting_out_sensitive_data_fails_016()
    {
        var tags = new Dictionary<string, string> { ["mtls"] = "not-required", ["dataClassification"] = "confidential" };
        Expect(RuleResult.Fail, Severity.High, Apps.Judge(Apps.Flawless with { Tags = tags }), "MTLS016");
    }

    [Fact]
    public void An_active_exception_justifies_016_and_no_other_rule()
    {
        var exception = new ActiveException(12, new DateTimeOffset(2026, 12, 31, 1, 0, 0, TimeSpan.FromHours(1)));
        var optedOut = new RuleOutcome("MTLS016", RuleResult.Fail, Severity.High, "tag mtls");
        var justified = OptOutIsJustified.At(optedOut, exception);
        Assert.Equal(optedOut with { Result = RuleResult.Pass, Evidence = "tag mtls\nexception 12, active until 2026-12-31T00:00:00Z" }, justified);
        Assert.Equal(optedOut, OptOutIsJustified.At(optedOut, null));
        var open = optedOut with { Id = "MTLS001" };
        Assert.Equal(open, OptOutIsJustified.At(open, exception));
        var unknown = optedOut with { Result = RuleResult.NotApplicable };
        Assert.Equal(unknown, OptOutIsJustified.At(unknown, exception));
    }

    [Fact]
    public void Restricted_data_raises_every_severity_one_step()
    {
        var tags = new Dictionary<string, string> { ["dataClassification"] = "restricted" };
        var state = Apps.Judge(Apps.Flawless with { Tags = tags, MinTlsVersion = Reading.Of("1.0") });
        Expect(RuleResult.Fail, Severity.High, state, "MTLS009");
        Expect(RuleResult.Fail, Severity.Medium, state, "MTLS012");
    }

    [Fact]
    public void Kinds_without_the_setting_have_no_result_for_it()
    {
        var state = Apps.Judge(Apps.Flawless with { Kind = "functionapp,WorkflowApp", ClientCertEnabled = Reading.Of(false) });
        Assert.Equal(Verdict.NotApplicable, state.Verdict);
        Assert.All(
            state.Rules.Where(r => string.CompareOrdinal(r.Id, "MTLS010") <= 0), r => Assert.Equal(RuleResult.NotApplicable, r.Result));
    }

    [Fact]
    public void The_catalogue_is_in_order_and_every_text_is_there()
    {
        Assert.Equal(RuleCatalogue.All.Select(r => r.Id).Order(StringComparer.Ordinal), RuleCatalogue.All.Select(r => r.Id));
        Assert.All(RuleCatalogue.All, r => Assert.All(
            [r.Title, r.FailureWords, r.FailsWhen, r.Rationale, r.Remedy], t => Assert.False(string.IsNullOrWhiteSpace(t))));
        Assert.All(RuleCatalogue.All.SelectMany(r => r.Frameworks), f => Assert.False(string.IsNullOrWhiteSpace(f.Source)));
        Assert.Equal(RuleCatalogue.Version, RuleCatalogue.VersionFor(new JudgementSettings()));
        Assert.NotEqual(RuleCatalogue.Version, RuleCatalogue.VersionFor(new JudgementSettings { AllowedExclusions = ["/x"] }));
    }
}
