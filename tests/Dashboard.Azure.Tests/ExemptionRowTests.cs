using System.Text.Json;
using Dashboard.Azure.Rows;
using Dashboard.Azure.Tests.Support;
using Dashboard.Core.Exemptions;
using Dashboard.Core.Exemptions.Collection;

namespace Dashboard.Azure.Tests;

/// <summary>Rows about Azure Policy, whatever is in them: an exemption that is dropped would look like one that is gone.</summary>
public sealed class ExemptionRowTests
{
    private const string Id = "/subscriptions/S/resourceGroups/rg/providers/Microsoft.Authorization/policyExemptions/";

    [Fact]
    public async Task An_exemption_is_read_with_all_that_is_followed_of_it()
    {
        var (exemptions, world) = await ReadAsync($$"""
            {"id":"{{Id}}a","assignmentId":"/subscriptions/S/providers/Microsoft.Authorization/policyAssignments/asc","category":"Mitigated",
            "expiresOn":"2026-12-31T00:00:00.1234567Z","displayName":"Gateway","description":"It asks","references":["web","function"],
            "selectors":[],"createdBy":"ada@contoso.example","createdAt":"2026-01-02T03:04:05Z","modifiedBy":"bob","modifiedAt":"2026-02-03T04:05:06+02:00"}
            """);
        var read = Assert.Single(exemptions);
        var expected = new ExemptionState
        {
            ResourceId = Id + "a",
            AssignmentId = "/subscriptions/S/providers/Microsoft.Authorization/policyAssignments/asc",
            Category = ExemptionCategory.Mitigated,
            ExpiresOn = new DateTimeOffset(2026, 12, 31, 0, 0, 0, 123, TimeSpan.Zero),
            DisplayName = "Gateway",
            Description = "It asks",
            References = ["web", "function"],
            CreatedBy = "ada@contoso.example",
            CreatedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            ModifiedBy = "bob",
            ModifiedAt = new DateTimeOffset(2026, 2, 3, 2, 5, 6, TimeSpan.Zero),
        };
        Assert.True(expected.IsSame(read), read.ToString());
        Assert.Equal(0, world.NotUnderstood);
    }

    [Theory]
    [InlineData("\"waiver\"", ExemptionCategory.Waiver)]
    [InlineData("\" MITIGATED \"", ExemptionCategory.Mitigated)]
    [InlineData("\"Forgiven\"", null)]
    [InlineData("\"0\"", null)]
    [InlineData("1", null)]
    [InlineData("null", null)]
    public async Task The_category_is_read_without_regard_to_case(string json, ExemptionCategory? expected) =>
        Assert.Equal(expected, Assert.Single((await ReadAsync($$"""{"id":"{{Id}}a","category":{{json}}}""")).Exemptions).Category);

    [Theory]
    [InlineData("null", null, true)]
    [InlineData("\"\"", null, true)]
    [InlineData("\"9999-12-31T23:59:59.9999999Z\"", "9999-12-31T23:59:59.999Z", true)]
    [InlineData("\"2026-12-31\"", "2026-12-31T00:00:00.000Z", true)]
    [InlineData("\"when pigs fly\"", null, false)]
    [InlineData("1767139200", null, false)]
    [InlineData("{}", null, false)]
    public async Task An_expiry_that_is_no_moment_is_not_taken_for_none(string json, string? expected, bool understood)
    {
        var read = Assert.Single((await ReadAsync($$"""{"id":"{{Id}}a","expiresOn":{{json}}}""")).Exemptions);
        Assert.Equal((expected, understood), (read.ExpiresOn?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", null), read.ExpiryUnderstood));
    }

    [Theory]
    [InlineData("[]", false)]
    [InlineData("null", false)]
    [InlineData("[{\"name\":\"by location\"}]", true)]
    [InlineData("\"odd\"", true)]
    public async Task A_selector_that_may_narrow_is_told(string json, bool expected) =>
        Assert.Equal(expected, Assert.Single((await ReadAsync($$"""{"id":"{{Id}}a","selectors":{{json}}}""")).Exemptions).HasSelectors);

    [Fact]
    public async Task What_others_wrote_is_kept_as_text_and_cut()
    {
        var high = new string('x', ExemptionState.MaxText - 1) + "🚀";
        var names = JsonSerializer.Serialize(Enumerable.Range(0, 5000).Select(n => "r" + n));
        var (exemptions, world) = await ReadAsync(
            $$"""{"id":"{{Id}}a","displayName":"<script>alert(1)</script>","description":{{JsonSerializer.Serialize(high)}},"createdBy":"=1+1","references":{{names}}}""",
            $$"""{"id":"{{Id}}b","displayName":"a\u0000b","description":7,"createdBy":["x"],"createdAt":"x","references":[1,"",null,"ok"]}""",
            $$"""{"id":"{{Id}}c","assignmentId":{"a":1},"references":"web","modifiedAt":5}""",
            """{"id":"/subscriptions/S/providers/Microsoft.Authorization/policyAssignments/x"}""",
            """{"id":"policyExemptions/x"}""",
            $$"""{"id":"{{Id}}{{new string('x', 600)}}"}""",
            """{"displayName":"no id"}""",
            "[]");
        Assert.Equal(["a", "b", "c"], exemptions.Select(e => e.ResourceId[Id.Length..]));
        Assert.Equal("<script>alert(1)</script>", exemptions[0].DisplayName);
        Assert.Equal(new string('x', ExemptionState.MaxText - 1), exemptions[0].Description);
        Assert.Equal(ExemptionState.MaxReferences, exemptions[0].References.Count);
        Assert.Equal(("a\ufffdb", null, null, null), (exemptions[1].DisplayName, exemptions[1].Description, exemptions[1].CreatedBy, exemptions[1].CreatedAt));
        Assert.Equal(["ok"], exemptions[1].References);
        Assert.Equal(("", 0), (exemptions[2].AssignmentId, exemptions[2].References.Count));
        Assert.Equal(5, world.NotUnderstood);
    }

    [Fact]
    public async Task Exemptions_above_and_below_the_subscriptions_are_asked_for()
    {
        await using var azure = await FakeAzure.StartAsync(_ => FakeAnswer.Page([], 0));
        using var world = new AzureWorld(azure.Address);
        await world.ReadExemptionsAsync();
        await world.ReadAppsAsync();
        var scopes = azure.Requests.Select(r => r.Json.GetProperty("options")).Select(o => o.TryGetProperty("authorizationScopeFilter", out var f) ? f.GetString() : null);
        Assert.Equal(["AtScopeAboveAndBelow", null], scopes);
    }

    [Fact]
    public async Task A_refused_reading_is_told_and_is_no_empty_one()
    {
        await using var azure = await FakeAzure.StartAsync(_ => FakeAnswer.Error(403, "AuthorizationFailed"));
        using var world = new AzureWorld(azure.Address);
        Assert.Empty(await world.ReadExemptionsAsync());
        Assert.False(world.Log.Complete);
        Assert.Contains("while reading policy exemptions", world.Problem, StringComparison.Ordinal);
        Assert.Contains("Reader", world.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/providers/Microsoft.Authorization/policySetDefinitions/1f3afdf9-d0c9-4c3d-847f-89da613e70a8", true)]
    [InlineData("/providers/Microsoft.Management/managementGroups/mg (a)/providers/Microsoft.Authorization/policySetDefinitions/x_1.2", true)]
    [InlineData("/x') or true or id in ('", false)]
    [InlineData("/x\\", false)]
    [InlineData("/x\"", false)]
    [InlineData("/x\n| take 1", false)]
    [InlineData("/x;y", false)]
    [InlineData("x", false)]
    [InlineData("", false)]
    public void An_id_that_could_change_the_query_is_not_asked_for(string id, bool asked) => Assert.Equal(asked, PolicyRows.InitiativesOf([id]) is not null);

    [Fact]
    public void The_ids_take_the_place_of_the_place_holder()
    {
        var text = PolicyRows.InitiativesOf(["/providers/A/b", "/x'y", "/PROVIDERS/a/B/", "/c"])!.Text;
        Assert.Contains("in ('/providers/a/b', '/c')", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assignments_and_initiatives_are_read_and_what_is_neither_is_not()
    {
        await using var azure = await FakeAzure.InTurnAsync(
            FakeAnswer.Page(["""{"id":"/a","displayName":"A","definitionId":"/d"}""", """{"id":"/b","displayName":null,"definitionId":null}"""], 2),
            FakeAnswer.Page(
                [
                    """{"id":"/s","members":[{"policyDefinitionId":"/d","policyDefinitionReferenceId":"web"},{"policyDefinitionId":"/e"},{"x":1},7]}""",
                    """{"id":"/t","members":"none"}""",
                ],
                2));
        using var world = new AzureWorld(azure.Address);
        Assert.Equal([new PolicyAssignment("/a", "A", "/d")], (await world.Policy.ReadAssignmentsAsync(["s"], world.Log, CancellationToken.None).ToListAsync()).SelectMany(p => p));
        var set = Assert.Single((await world.Policy.ReadInitiativesAsync(["s"], ["/s"], world.Log, CancellationToken.None).ToListAsync()).SelectMany(p => p));
        Assert.Equal([new InitiativeMember("/d", "web"), new InitiativeMember("/e", null)], set.Members);
        Assert.Equal(2, world.Log.Outcome().NotUnderstood);
    }

    private static async Task<(List<ExemptionState> Exemptions, Core.Runs.SourceOutcome World)> ReadAsync(params string[] rows)
    {
        await using var azure = await FakeAzure.StartAsync(_ => FakeAnswer.Page(rows, rows.Length));
        using var world = new AzureWorld(azure.Address);
        return (await world.ReadExemptionsAsync(), world.Log.Outcome());
    }
}
