using CsCheck;
using Dashboard.Core.Costs;
using static Dashboard.Core.Tests.Costs.CostSamples;

namespace Dashboard.Core.Tests.Costs;

/// <summary>What holds of estimates whatever the history.</summary>
public sealed class PlanEstimateProperties
{
    private static readonly PriceBook Prices = new([Price("B1", 0.075m), Price("B1", 0.08m, from: Day(7, 5)), Price("S1", 0.1m), Price("D1", 0.013m)]);

    // Sizes one after another from some hour of the month on; B2 has no price.
    private static readonly Gen<PlanSize[]> Histories = Gen.Select(Gen.OneOf("B1", "S1", "F1", "D1", "B2"), Gen.Int[1, 400], Gen.Int[1, 3])
        .Array[1, 5].Select(parts =>
        {
            var from = June.Start.AddHours(-50);
            return parts.Select(p => Size(TierOf(p.Item1), p.Item1, p.Item3, from, from = from.AddHours(p.Item2))).ToArray();
        });

    private static readonly AppStay[] Apps = [Stay("a"), Stay("b", from: Day(4)), Stay("c", Day(2), Day(9, 7))];

    [Fact]
    public void The_estimate_is_the_sum_of_its_hours() => Histories.Sample(sizes =>
    {
        decimal? sum = 0;
        for (var hour = June.Start; hour < June.End; hour = hour.AddHours(1))
            if (Array.Find(sizes, s => s.From <= hour && hour < s.To) is { } size) sum += RateAt(size, hour);
        var estimate = PlanEstimate.Of(June, After, sizes, Apps, Prices, "USD");
        if (estimate is null) Assert.Equal(0, sum);
        else if (sum is null) Assert.Null(estimate.Amount);
        else Assert.Equal(sum.Value * 730 / (30 * 24), estimate.Amount!.Value, 12);
    });

    [Fact]
    public void A_cut_in_the_history_without_a_change_changes_nothing() => Gen.Select(Histories, Gen.Int[1, 700]).Sample((sizes, hours) =>
    {
        var at = June.Start.AddHours(hours);
        var cut = sizes.SelectMany(s => s.From < at && at < s.To ? [s with { From = at }, s with { To = at }] : new[] { s }).ToArray();
        Assert.Equal(PlanEstimate.Of(June, After, sizes, Apps, Prices, "USD"), PlanEstimate.Of(June, After, cut, Apps, Prices, "USD"));
    });

    [Fact]
    public void An_estimate_grows_with_the_month_until_it_is_unknown() => Gen.Select(Histories, Gen.Int[1, 719]).Sample((sizes, hours) =>
    {
        var part = PlanEstimate.Of(June, June.Start.AddHours(hours), sizes, Apps, Prices, "USD");
        var whole = PlanEstimate.Of(June, After, sizes, Apps, Prices, "USD");
        if (part is { Amount: null }) Assert.True(whole is { Amount: null });
        if (part is { Amount: { } some } && whole is { Amount: { } all }) Assert.True(some <= all);
    });

    private static string TierOf(string sku) => sku switch { "F1" => "Free", "D1" => "Shared", "S1" => "Standard", _ => "Basic" };

    private static decimal? RateAt(PlanSize size, DateTimeOffset hour) => size.SkuName switch
    {
        "F1" => 0,
        "D1" => 0.013m * Apps.Count(a => a.From <= hour && (a.To is null || hour < a.To)),
        "B1" => (hour < Day(7, 5) ? 0.075m : 0.08m) * size.Capacity,
        "S1" => 0.1m * size.Capacity,
        _ => null,
    };
}
