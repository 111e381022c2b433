namespace Dashboard.Simulator.Tests.Kql;

public class OperatorTests
{
    [Theory]
    [InlineData("resources | order by name asc | project name", "\"Alpha-Api\";\"beta-web\";\"gamma\"")]
    [InlineData("resources | sort by name | project name", "\"gamma\";\"beta-web\";\"Alpha-Api\"")]
    [InlineData("resources | order by tostring(properties.mode) asc, name desc | project name", "\"gamma\";\"beta-web\";\"Alpha-Api\"")]
    [InlineData("resources | extend m = tobool(properties.on) | order by m asc | project name, m", "\"gamma\",null;\"beta-web\",false;\"Alpha-Api\",true")]
    [InlineData("resources | extend m = tobool(properties.on) | order by m desc nulls first | project m", "null;true;false")]
    [InlineData("resources | top 1 by toreal(properties.n) desc | project name", "\"beta-web\"")]
    [InlineData("resources | order by name asc | take 2 | project name", "\"Alpha-Api\";\"beta-web\"")]
    [InlineData("resources | count", "3")]
    [InlineData("resources | where false == true | count", "0")]
    [InlineData("resources | distinct location | order by location asc", "\"eastus\";\"westeurope\"")]
    [InlineData("Resources | summarize n = count() by location | order by location asc", "\"eastus\",2;\"westeurope\",1")]
    [InlineData("resources | summarize count(), countif(kind has 'linux'), dcount(location), min(toreal(properties.n)), max(toint(properties.n))", "3,2,2,3,5")]
    [InlineData("resources | summarize s = sum(toreal(properties.n)), a = avg(toreal(properties.n))", "12.5,4.166666666666667")]
    [InlineData("resources | summarize p = 100.0 * countif(kind has 'linux') / count()", "66.66666666666667")]
    [InlineData("resources | order by name asc | summarize make_set(location), make_list(location)", "[\"eastus\",\"westeurope\"],[\"eastus\",\"eastus\",\"westeurope\"]")]
    [InlineData("resources | where name == 'gamma' | summarize any(name), take_any(kind)", "\"gamma\",\"linux\"")]
    [InlineData("resources | mv-expand item = properties.list | project name, item", "\"Alpha-Api\",\"x\";\"Alpha-Api\",\"y\";\"Alpha-Api\",\"z\";\"gamma\",null")]
    [InlineData("resources | mv-expand item = properties.list limit 1 | project name, item", "\"Alpha-Api\",\"x\";\"gamma\",null")]
    [InlineData("resourcechanges | count", "0")]
    [InlineData("resources | extend name = toupper(name), twice = strcat(name, name) | where location == 'westeurope' | project name, twice", "\"GAMMA\",\"GAMMAGAMMA\"")]
    public void Operators_give(string query, string expected) => Assert.Equal(expected, Rows.Text(query));

    [Theory]
    [InlineData("resources | project id, properties.child.deep.v, renamed = tags['dotted.key'], tostring(properties.mode), strlen(name)", "id,properties_child_deep_v,renamed,properties_mode,Column1")]
    [InlineData("resources | project id, name | project-away name", "id")]
    [InlineData("resources | summarize count(), make_set(name), dcount(kind) by location, tostring(properties.mode)", "location,properties_mode,count_,set_name,dcount_kind")]
    [InlineData("resources | count", "Count")]
    [InlineData("resources | project id, k = location | join kind=leftouter (resources | project k = location, name) on k", "id,k,k1,name")]
    public void Columns_are_named(string query, string expected) =>
        Assert.Equal(expected, string.Join(",", Rows.Run(query).Columns.Select(c => c.Name)));

    [Theory]
    [InlineData("leftouter", "\"Alpha-Api\",\"west\";\"beta-web\",\"west\";\"gamma\",null")]
    [InlineData("inner", "\"Alpha-Api\",\"west\";\"beta-web\",\"west\"")]
    [InlineData("innerunique", "\"Alpha-Api\",\"west\"")]
    public void Joins_match_on_keys(string kind, string expected) => Assert.Equal(expected, Rows.Text(
        $"resources | project name, location | join kind={kind} (resources | where name == 'beta-web' | project place = location, side = 'west') on $left.location == $right.place | order by name asc | project name, side"));

    [Fact]
    public void The_whole_posture_query_runs()
    {
        const string Query = """
            resources
            | where type in~ ('microsoft.web/sites','microsoft.web/sites/slots')
            | extend siteId = tolower(id)
            | join kind=leftouter (
                appserviceresources
                | where type in~ ('microsoft.web/sites/config')
                | extend siteId = replace_string(tolower(id), '/config/web', '')
                | project siteId, http20 = coalesce(tostring(properties.Http20Enabled), tostring(properties.http20Enabled))
              ) on siteId
            | project id, clientCertEnabled = tobool(properties.clientCertEnabled), hostNames = properties.hostNames, http20
            | order by id asc
            """;
        var error = Rows.Error(Query);
        Assert.Equal("DisallowedLogicalTableName", error.Code);
        Assert.Equal(2, Rows.Run(Query.Replace("appserviceresources", "resourcechanges", StringComparison.Ordinal)).Rows.Count);
    }
}
