using CsCheck;
using Dashboard.Core.Reports;

namespace Dashboard.Core.Tests.Reports;

public sealed class SnapshotSummaryTests
{
    private static readonly string[] Praise = ["better", " met", "is reached", "improve", "progress:", "fewer apps", "good"];

    [Fact]
    public void Each_sentence_is_made_of_figures_that_the_snapshot_has() => Months.Any.Sample(figures =>
    {
        var names = FigureNames.Of(SnapshotJson.Write(figures));
        var sentences = SnapshotSummary.Of(figures);
        Assert.NotEmpty(sentences);
        foreach (var sentence in sentences)
        {
            Assert.NotEmpty(sentence.Figures);
            Assert.All(sentence.Figures, f => Assert.True(names.ContainsKey(f), f));
            Assert.EndsWith(".", sentence.Text, StringComparison.Ordinal);
        }
    });

    [Fact]
    public void A_month_that_was_not_wholly_seen_is_never_praised() => Months.Any.Sample(figures =>
    {
        if (figures.Quality.Whole) return;
        // Names of apps and subscriptions are not ours: a team may call an app "better".
        var plain = figures with
        {
            Moves = figures.Moves with { WorseApps = [], BetterApps = [] },
            Quality = figures.Quality with { UnseenScopes = [] },
        };
        var sentences = SnapshotSummary.Of(plain);
        Assert.StartsWith("The data of this month is incomplete: ", sentences[0].Text, StringComparison.Ordinal);
        Assert.All(sentences, s => Assert.DoesNotContain(Praise, p => s.Text.Contains(p, StringComparison.OrdinalIgnoreCase)));
    });

    [Fact]
    public void A_whole_month_in_words() => Assert.Equal(
        [
            "Coverage was 63.4 % at the end of the month: 120 of 189 apps in scope enforced mutual TLS.",
            "That is 2.1 points better than the 61.3 % of a month before.",
            "The target of 90 % was missed by 26.6 points.",
            "At the pace of the last weeks it is reached about 2026-09-14.",
            "12 apps are excepted: the risk is accepted for a while, and mutual TLS is not enforced.",
            "Of 2 apps in scope it is not known; they count as not covered.",
            "1 app got worse: web (no owner).",
            "1 app got better: shop (Payments).",
            "20 findings were detected and 33 remediated; 80 stood at the end, 12 of them past the due date.",
            "The median time to remediate is 21.5 days, open findings counted.",
            "1 exception was granted, 1 expired and 0 revoked; 10 were active at the end.",
            "Hosting cost EUR 12,345.67, of which EUR 5,345.67 is for apps in scope that do not enforce mutual TLS; these amounts are preliminary.",
            "The cost of 1 plan is unknown and in no sum.",
            "Tiers that can ask for certificates would cost EUR 250.00 more each month, for 8 apps.",
            "What that costs for 1 app is unknown.",
        ],
        SnapshotSummary.Of(Months.Whole).Select(s => s.Text));

    [Fact]
    public void A_month_with_holes_says_so_first() => Assert.Equal(
        [
            "The data of this month is incomplete: 1 day of 31 without a run, 1 run that read only a part, 0 runs that failed.",
            "The subscription Shop <prod> was not read by 1 run.",
            "Coverage was 63.4 % at the end of the month: 120 of 189 apps in scope enforced mutual TLS.",
            "A month before it was 61.3 %; with incomplete data, a difference of 2.1 points tells of no progress.",
            "The target of 90 % was missed by 26.6 points.",
        ],
        SnapshotSummary.Of(Months.Holed).Take(5).Select(s => s.Text));

    [Fact]
    public void A_month_without_apps_in_scope_has_no_coverage()
    {
        var none = Months.Whole with
        {
            Kpis = Months.Whole.Kpis with { Coverage = new MonthKpi { Measured = true, Target = 90 } },
            Posture = Months.Whole.Posture with { Denominator = 0 },
        };
        Assert.Equal("0 apps are in scope, so there is no coverage.", SnapshotSummary.Of(none)[0].Text);
    }
}
