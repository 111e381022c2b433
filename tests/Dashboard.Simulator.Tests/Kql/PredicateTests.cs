namespace Dashboard.Simulator.Tests.Kql;

public class PredicateTests
{
    [Theory]
    [InlineData("name == 'Alpha-Api'", "Alpha-Api")]
    [InlineData("name == 'alpha-api'", "")]
    [InlineData("name =~ 'alpha-api'", "Alpha-Api")]
    [InlineData("name != 'gamma'", "Alpha-Api,beta-web")]
    [InlineData("name !~ 'GAMMA'", "Alpha-Api,beta-web")]
    [InlineData("name in ('gamma', 'x')", "gamma")]
    [InlineData("name in ('GAMMA')", "")]
    [InlineData("name in~ ('GAMMA', 'BETA-web')", "beta-web,gamma")]
    [InlineData("name !in ('gamma')", "Alpha-Api,beta-web")]
    [InlineData("name !in~ ('GAMMA')", "Alpha-Api,beta-web")]
    [InlineData("name has 'api'", "Alpha-Api")]
    [InlineData("name has 'ap'", "")]
    [InlineData("name !has 'api'", "beta-web,gamma")]
    [InlineData("name has_any ('web', 'api')", "Alpha-Api,beta-web")]
    [InlineData("name contains 'AMM'", "gamma")]
    [InlineData("name !contains 'a-'", "gamma")]
    [InlineData("name startswith 'B'", "beta-web")]
    [InlineData("name endswith 'WEB'", "beta-web")]
    [InlineData("kind has 'linux' and location == 'eastus' or name == 'gamma'", "Alpha-Api,gamma")]
    [InlineData("not(kind has 'linux')", "beta-web")]
    [InlineData("isempty(kind)", "beta-web")]
    [InlineData("isnotempty(kind)", "Alpha-Api,gamma")]
    public void Text_compares_by_the_operators_case_rule(string predicate, string expected) =>
        Assert.Equal(expected, Rows.Names(predicate));

    [Theory]
    [InlineData("properties.n > 3", "beta-web,gamma")]
    [InlineData("properties.n >= 4 and properties.n <= 4", "gamma")]
    [InlineData("properties.n < 4", "Alpha-Api")]
    [InlineData("properties.on == true", "Alpha-Api")]
    [InlineData("tobool(properties.on) == true", "Alpha-Api")]
    [InlineData("tobool(properties.on) == false", "beta-web")]
    [InlineData("properties.on == 'true'", "Alpha-Api")]
    [InlineData("properties.child.flag == 'True'", "Alpha-Api")]
    [InlineData("tobool(properties.child.flag)", "Alpha-Api")]
    [InlineData("properties.child.deep.v >= 1.2", "Alpha-Api")]
    [InlineData("tags['dotted.key'] == 'yes'", "Alpha-Api")]
    [InlineData("tags.OWNER == 'ann'", "")]
    [InlineData("todatetime(properties.at) > ago(2d)", "Alpha-Api")]
    [InlineData("todatetime(properties.at) > ago(1h)", "")]
    [InlineData("todatetime(properties.at) > datetime(2026-09-29)", "Alpha-Api")]
    [InlineData("todatetime(properties.at) between (datetime(2026-09-29) .. datetime(2026-09-30))", "Alpha-Api")]
    [InlineData("todatetime(properties.at) !between (datetime(2026-09-29) .. datetime(2026-09-30))", "")]
    [InlineData("properties.n between (3..4)", "Alpha-Api,gamma")]
    [InlineData("properties.n !between (3 .. 4) or name == 'gamma'", "beta-web,gamma")]
    public void Dynamic_values_compare_by_what_they_hold(string predicate, string expected) =>
        Assert.Equal(expected, Rows.Names(predicate));

    [Theory]
    [InlineData("isnull(properties.mode)", "beta-web,gamma")]
    [InlineData("isnotnull(properties.mode)", "Alpha-Api")]
    [InlineData("properties.mode == 'Required'", "Alpha-Api")]
    [InlineData("properties.mode != 'Optional'", "Alpha-Api,beta-web,gamma")]
    [InlineData("properties.mode == properties.absent", "")]
    [InlineData("properties.mode != properties.absent", "Alpha-Api")]
    [InlineData("not(properties.mode == properties.absent)", "Alpha-Api")]
    [InlineData("properties.absent < 5", "")]
    [InlineData("properties.absent == dynamic(null)", "")]
    [InlineData("tostring(properties.mode) == ''", "beta-web,gamma")]
    [InlineData("isnull(tags)", "beta-web")]
    [InlineData("properties.nothing.at.all == 'x'", "")]
    public void Null_is_neither_equal_nor_ordered(string predicate, string expected) =>
        Assert.Equal(expected, Rows.Names(predicate));

    [Fact]
    public void Comments_and_no_table_name_are_understood() =>
        Assert.Equal("\"gamma\"", Rows.Text("// which\nwhere name == @'gamma' // this\n| project name"));
}
