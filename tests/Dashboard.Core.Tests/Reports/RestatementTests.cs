using Dashboard.Core.Reports;

namespace Dashboard.Core.Tests.Reports;

public sealed class RestatementTests
{
    private const string Sealed = """{"a":"x","moves":{"betterApps":[{"after":"Enforced","id":"/sites/Shop","name":"Shop","owner":"Ada"}]}}""";

    [Fact]
    public void The_casing_of_an_app_is_no_difference() =>
        Assert.Empty(Restatement.Between(Sealed, Sealed.Replace("Shop", "SHOP", StringComparison.Ordinal)));

    [Theory]
    [InlineData("Ada", "ADA", "moves.betterApps./sites/Shop.owner")]
    [InlineData("Enforced", "enforced", "moves.betterApps./sites/Shop.after")]
    [InlineData("\"Shop\"", "\"Shop2\"", "moves.betterApps./sites/Shop.name")]
    [InlineData("\"x\"", "\"X\"", "a")]
    public void Everything_else_is_compared_to_the_letter(string was, string now, string name) =>
        Assert.Equal(name, Assert.Single(Restatement.Between(Sealed, Sealed.Replace(was, now, StringComparison.Ordinal))).Name);

    [Fact]
    public void Another_app_is_another_figure() =>
        Assert.Equal(8, Restatement.Between(Sealed, Sealed.Replace("/sites/Shop", "/sites/Store", StringComparison.Ordinal)).Count);
}
