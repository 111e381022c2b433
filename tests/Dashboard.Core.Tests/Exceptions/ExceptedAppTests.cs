using Dashboard.Core.Exceptions;
using Dashboard.Core.Posture;

namespace Dashboard.Core.Tests.Exceptions;

/// <summary>Which apps count as excepted, and which terms can be asked for.</summary>
public sealed class ExceptedAppTests
{
    private static readonly DateTimeOffset Day = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly ExceptionTerms Terms =
        new("Vendor client cannot send certificates", ExceptionTreatment.Mitigated, "IP allow-list", "Head of Payments", Day.AddDays(20), null);

    [Theory]
    [InlineData(true, Verdict.NotEnforced, "MTLS001", "MTLS001", true)]
    [InlineData(true, Verdict.NotEnforced, "MTLS001 MTLS004", "MTLS001", false)]
    [InlineData(true, Verdict.NotEnforced, "MTLS001 MTLS004 MTLS009", "MTLS001 MTLS004", true)]
    [InlineData(true, Verdict.Unsupported, "MTLS005", "MTLS005", true)]
    [InlineData(true, Verdict.Gaps, "MTLS006", "", false)]
    [InlineData(true, Verdict.Gaps, "MTLS006", "MTLS006", true)]
    [InlineData(true, Verdict.Gaps, "MTLS003 MTLS006", "MTLS003", true)]
    [InlineData(true, Verdict.Gaps, "", "MTLS001", false)]
    [InlineData(true, Verdict.Enforced, "MTLS001", "MTLS001", false)]
    [InlineData(true, Verdict.Unknown, "MTLS001", "MTLS001", false)]
    [InlineData(true, Verdict.NotApplicable, "MTLS001", "MTLS001", false)]
    [InlineData(false, Verdict.NotEnforced, "MTLS001", "MTLS001", false)]
    [InlineData(null, Verdict.NotEnforced, "MTLS001", "MTLS001", false)]
    public void An_app_is_excepted_where_all_that_the_verdict_hangs_on_is_covered(bool? inScope, Verdict verdict, string failed, string covered, bool excepted) =>
        Assert.Equal(excepted, ExceptedApp.Is(inScope, verdict, failed.Split(' '), covered.Split(' ')));

    [Fact]
    public void Whole_terms_have_no_problem() => Assert.Empty(Problems(Terms, Severity.Critical));

    [Fact]
    public void The_worst_severity_limits_how_long_it_lasts()
    {
        Assert.Equal(["expires"], Problems(Terms with { Expires = Day.AddDays(31) }, Severity.Critical));
        Assert.Empty(Problems(Terms with { Expires = Day.AddDays(30) }, Severity.Critical));
        Assert.Empty(Problems(Terms with { Expires = Day.AddDays(90) }, Severity.High));
        Assert.Equal(["expires"], Problems(Terms with { Expires = Day }, Severity.Low));
    }

    [Fact]
    public void Each_text_that_is_missing_or_too_long_is_named()
    {
        var empty = new ExceptionTerms("  ", ExceptionTreatment.Mitigated, "", "", Day.AddDays(1), "  ");
        Assert.Equal(["reason", "compensatingControl", "riskOwner"], Problems(empty, Severity.Low));
        Assert.Empty(Problems(Terms with { Treatment = ExceptionTreatment.RiskAccepted, CompensatingControl = "" }, Severity.Low));
        Assert.Equal(["reason"], Problems(Terms with { Reason = new string('x', 2001) }, Severity.Low));
        Assert.Equal(["riskOwner"], Problems(Terms with { RiskOwner = "a\nb" }, Severity.Low));
        Assert.Equal(["treatment"], Problems(Terms with { Treatment = (ExceptionTreatment)7 }, Severity.Low));
    }

    [Theory]
    [InlineData("https://wiki.example/risk/12", true)]
    [InlineData("http://wiki.example/", true)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("https://user:pass@wiki.example/", false)]
    [InlineData("https://wiki.example/a b", false)]
    [InlineData("wiki", false)]
    public void Evidence_is_an_address_and_nothing_that_runs(string link, bool allowed) =>
        Assert.Equal(allowed ? [] : ["evidenceLink"], Problems(Terms with { EvidenceLink = link }, Severity.Low));

    private static IEnumerable<string> Problems(ExceptionTerms terms, Severity worst) =>
        terms.Normalised().Problems(Day, worst, ExceptionLimits.Default).Select(p => p.Field);
}
