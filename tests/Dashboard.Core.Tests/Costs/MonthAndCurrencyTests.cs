using Dashboard.Core.Costs;

namespace Dashboard.Core.Tests.Costs;

public sealed class MonthAndCurrencyTests
{
    [Fact]
    public void A_month_ends_where_the_next_begins_and_is_final_five_days_later()
    {
        var december = new CostMonth(2026, 12);
        Assert.Equal(new CostMonth(2027, 1).Start, december.End);
        Assert.Equal(december.End.AddDays(5), december.FinalFrom);
        Assert.Equal(december, CostMonth.Of(new DateTimeOffset(2027, 1, 1, 1, 0, 0, TimeSpan.FromHours(2))));
    }

    [Theory]
    [InlineData("USD", "1.005", 101)]
    [InlineData("usd", "-1.005", -101)]
    [InlineData("JPY", "1.5", 2)]
    [InlineData("KWD", "1.0005", 1001)]
    public void Amounts_are_rounded_to_the_minor_unit_of_their_currency(string currency, string amount, long minor) =>
        Assert.Equal(minor, Currencies.ToMinor(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), currency));
}
