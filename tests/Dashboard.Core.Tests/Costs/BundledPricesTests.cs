using Dashboard.Core.Costs;

namespace Dashboard.Core.Tests.Costs;

public sealed class BundledPricesTests
{
    [Theory]
    [InlineData("eastus", "B1", 0.075, 0.017)]
    [InlineData("EastUS", "P1v3", 0.315, 0.155)]
    [InlineData("eastus", "P5mv3", 5.536, 2.976)]
    [InlineData("eastus", "P3v2", 0.80, 0.403)]
    [InlineData("eastus", "EP1", 0.21605, 0.21605)]
    [InlineData("westeurope", "B1", 0.075, 0.018)]
    [InlineData("southafricanorth", "P3v3", 1.412, 0.772)]
    public void Prices_are_by_region_size_and_operating_system(string region, string sku, double windows, double linux)
    {
        var prices = BundledPrices.Of(region, "usd");

        Assert.Equal((decimal)windows, prices.Single(p => p.SkuName == sku && !p.IsLinux).PerHour);
        Assert.Equal((decimal)linux, prices.Single(p => p.SkuName == sku && p.IsLinux).PerHour);
        Assert.All(prices, p => Assert.Equal(PriceSource.Bundled, p.Source));
    }

    [Theory]
    [InlineData("eastus", "EUR")]
    [InlineData("norwayeast", "USD")]
    public void Of_another_region_or_currency_only_Free_is_known(string region, string currency) =>
        Assert.Equal([("F1", false, 0m), ("F1", true, 0m)], BundledPrices.Of(region, currency).Select(p => (p.SkuName, p.IsLinux, p.PerHour)));

    [Fact]
    public void What_is_not_sold_has_no_price_and_each_size_has_one()
    {
        var prices = BundledPrices.Of("eastus", "USD");

        Assert.DoesNotContain(prices, p => p is { SkuName: "D1" or "I1", IsLinux: true });
        Assert.Equal(prices.Count, prices.DistinctBy(p => (p.SkuName, p.IsLinux)).Count());
        // 28 sizes of which four are for Windows only, three of elastic premium, and Free.
        Assert.Equal((28 * 2) - 4 + 6 + 2, prices.Count);
    }
}
