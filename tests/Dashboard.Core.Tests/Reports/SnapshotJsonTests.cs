using CsCheck;
using Dashboard.Core.Reports;

namespace Dashboard.Core.Tests.Reports;

public sealed class SnapshotJsonTests
{
    [Fact]
    public void What_is_written_is_read_as_it_was_and_written_the_same_again() => Months.Any.Sample(figures =>
    {
        var text = SnapshotJson.Write(figures);
        Assert.Equal(text, SnapshotJson.Write(SnapshotJson.Read(text)!));
    });

    [Fact]
    public void The_text_is_canonical()
    {
        var text = SnapshotJson.Write(Months.Whole);
        Assert.StartsWith("""{"asOf":"2026-03-31T23:59:59.999Z","assumptions":[{"id":"costs.appsPerInstance.basic","isDefault":true,"value":"8"}],"bands":{"enforced":120,"excepted":12,"gaps":7,"notEnforced":40,"unknown":2,"unsupported":8},"completeness":"Complete",""", text, StringComparison.Ordinal);
        Assert.Contains("""{"before":61.3,"change":2.1,"forecast":""", text, StringComparison.Ordinal);
        Assert.Contains("\"riskOwner\":\"Head of \\\"Payments\\\"\",", text, StringComparison.Ordinal);
        // 50 and 50.0 are one number, and so one text.
        Assert.Equal(text, SnapshotJson.Write(Months.Whole with { Posture = Months.Whole.Posture with { PublicPercent = 50.0m } }));
    }

    [Fact]
    public void The_hash_of_a_known_text_is_known() =>
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", SnapshotJson.Hash("abc"));

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    public void Anything_else_is_no_snapshot(string text) => Assert.Null(SnapshotJson.Read(text));

    [Fact]
    public void A_blank_more_or_another_order_is_no_snapshot()
    {
        var text = SnapshotJson.Write(Months.Whole);
        Assert.Null(SnapshotJson.Read(text + " "));
        Assert.Null(SnapshotJson.Read(text.Replace("\"enforced\":120,\"excepted\":12", "\"excepted\":12,\"enforced\":120", StringComparison.Ordinal)));
        Assert.Null(SnapshotJson.Read(text.Replace("\"enforced\":120", "\"enforced\":120.0", StringComparison.Ordinal)));
    }

    [Fact]
    public void Each_figure_has_a_name_in_which_lists_go_by_what_is_in_them()
    {
        var names = FigureNames.Of(SnapshotJson.Write(Months.Whole));
        Assert.Equal("63.4", names["kpis.coverage.value"]);
        Assert.Equal("1234567", names["costs.EUR.minor"]);
        Assert.Equal("1200", names["moves.betterApps./subscriptions/a/sites/shop.cost.minor"]);
        Assert.Equal("\"8\"", names["assumptions.costs.appsPerInstance.basic.value"]);
    }

    [Fact]
    public void Only_costs_that_were_marked_preliminary_may_move()
    {
        var was = SnapshotJson.Write(Months.Whole);
        var later = Months.Whole with
        {
            KnownAt = Months.Whole.KnownAt.AddDays(9),
            Costs = [Months.Whole.Costs[0] with { Minor = 1_300_000, PreliminaryMinor = 0 }],
            CostPlans = new MonthCostPlans(32, 0, false),
            Moves = Months.Whole.Moves with { BetterApps = [Months.Whole.Moves.BetterApps[0] with { Cost = null }] },
        };
        var moved = Restatement.Between(was, SnapshotJson.Write(later));
        Assert.Equal(
            ["costPlans.plans", "costPlans.preliminary", "costPlans.unknownPlans", "costs.EUR.minor", "costs.EUR.preliminaryMinor",
                "moves.betterApps./subscriptions/a/sites/shop.cost", "moves.betterApps./subscriptions/a/sites/shop.cost.currency", "moves.betterApps./subscriptions/a/sites/shop.cost.minor"],
            moved.Select(d => d.Name));
        Assert.All(moved, d => Assert.True(d.Expected));
        Assert.Equal(("1234567", "1300000"), moved.Where(d => d.Name == "costs.EUR.minor").Select(d => (d.Sealed, d.Now)).Single());

        var settled = Months.Whole with { CostPlans = Months.Whole.CostPlans with { Preliminary = false } };
        Assert.All(Restatement.Between(SnapshotJson.Write(settled), SnapshotJson.Write(later with { CostPlans = settled.CostPlans })), d => Assert.False(d.Expected));
        var other = Restatement.Between(was, SnapshotJson.Write(Months.Whole with { Bands = Months.Whole.Bands with { Enforced = 121 } }));
        Assert.Equal(new FigureDifference("bands.enforced", "120", "121", false), Assert.Single(other));
        Assert.Empty(Restatement.Between(was, was));
    }
}
