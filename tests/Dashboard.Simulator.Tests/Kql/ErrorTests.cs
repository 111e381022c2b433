namespace Dashboard.Simulator.Tests.Kql;

public class ErrorTests
{
    [Theory]
    [InlineData("resources | where name = 'x'", 1, 23, "=")]
    [InlineData("resources | wher name == 'x'", 1, 12, "wher")]
    [InlineData("resources\n| where name ==", 2, 15, "<EOF>")]
    [InlineData("resources | where name == 'open", 1, 26, "'")]
    [InlineData("resources | parse name with *", 1, 12, "parse")]
    [InlineData("resources | project name name", 1, 25, "name")]
    [InlineData("resources | take many", 1, 17, "many")]
    [InlineData("resources | take 5; resources", 1, 18, ";")]
    [InlineData("resources | Where name == 'x'", 1, 12, "Where")]
    [InlineData("resources | where x == 12abc", 1, 23, "1")]
    [InlineData("resources | where name between (1, 2)", 1, 33, ",")]
    [InlineData("resources | join kind=fullouter (resources) on id", 1, 22, "fullouter")]
    public void What_does_not_parse_is_refused_at_its_place(string query, int line, int character, string token)
    {
        var error = Rows.Error(query);
        Assert.Equal("ParserFailure", error.Code);
        Assert.Equal((line, character, token), (error.Spot.Line, error.Spot.Character, error.Spot.Token));
    }

    [Theory]
    [InlineData("resources | where nosuch == 1", "nosuch")]
    [InlineData("resources | where Name == 'x'", "Name")]
    [InlineData("resources | where nosuch(name)", "nosuch")]
    [InlineData("resources | where tolower(name, name) == ''", "tolower")]
    [InlineData("resources | project-away nosuch", "nosuch")]
    [InlineData("resources | order by properties.n asc", "n")]
    [InlineData("resources | summarize count() by tags", "tags")]
    [InlineData("resources | join (resources) on nosuch", "nosuch")]
    [InlineData("resources | join (resources) on properties", "properties")]
    [InlineData("resources | project name | where id == ''", "id")]
    [InlineData("resources | mv-expand name", "name")]
    [InlineData("resources | where name.x == 1", "x")]
    [InlineData("resources | where name + 1 == 2", "+")]
    [InlineData("resources | where name and true", "name")]
    [InlineData("resources | where trim(name, name) == ''", "trim")]
    public void What_means_nothing_is_refused_even_without_rows(string query, string token)
    {
        var error = Rows.Error(query.Replace("resources |", "resourcechanges |", StringComparison.Ordinal));
        Assert.Equal("SemanticError", error.Code);
        Assert.Equal(token, error.Spot.Token);
    }

    [Theory]
    [InlineData("nosuchtable | count")]
    [InlineData("resources | join (nosuchtable) on id")]
    public void Unknown_tables_are_disallowed(string query)
    {
        var error = Rows.Error(query);
        Assert.Equal("DisallowedLogicalTableName", error.Code);
        Assert.Equal("Table nosuchtable is invalid, unsupported or disallowed.", error.Message);
    }

    [Fact]
    public void Three_joins_are_allowed_and_four_are_not()
    {
        const string Join = " | join kind=leftouter (resources | project id) on id";
        var three = "resources | project id" + string.Concat(Enumerable.Repeat(Join, 3));
        Assert.Equal(3, Rows.Run(three).Rows.Count);
        Assert.Equal("DisallowedMaxNumberOfOperators", Rows.Error(three + Join).Code);
        Assert.Equal("DisallowedMaxNumberOfOperators", Rows.Error("resources" + string.Concat(Enumerable.Repeat(" | mv-expand tags", 4))).Code);
    }
}
