using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Core.Exemptions;
using Dashboard.Core.Exemptions.Collection;
using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Simulator.Faults;
using Dashboard.Simulator.Faults.Kinds;
using Dashboard.Storage;
using Dashboard.Storage.Queries.Exemptions;

namespace Dashboard.Collection.Tests;

/// <summary>Policy exemptions the whole way: the simulator over HTTP, the clients, the collector, a database, the question.</summary>
public sealed class PolicyExemptionTests
{
    private const string Subscription = "11111111-1111-1111-1111-111111111111";
    private const string Group = $"/subscriptions/{Subscription}/resourceGroups/rg-pay";
    private const string App = Group + "/providers/Microsoft.Web/sites/pay-api";
    private const string Above = "/providers/Microsoft.Management/managementGroups/mg-top";
    private const string Assignment = Above + "/providers/Microsoft.Authorization/policyAssignments/mtls";
    private const string Definition = Above + "/providers/Microsoft.Authorization/policyDefinitions/mtls";

    public static TheoryData<DatabaseProvider> Providers => [DatabaseProvider.Sqlite, DatabaseProvider.PostgreSql];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_run_keeps_what_is_about_client_certificates_and_tells_its_source(DatabaseProvider provider)
    {
        await using var world = await CollectionWorld.CreateAsync(provider);
        await world.ServeRowsAsync(Estate(
            Exemption(App, "app", Assignment), Exemption(Above, "top", Assignment), Exemption(Group, "other", Above + "/x"),
            Exemption(Group, "locations", Above + "/providers/Microsoft.Authorization/policyAssignments/locations"),
            Exemption(Group + "/providers/Microsoft.KeyVault/vaults/kv", "vault", Assignment)));
        var result = await world.CollectAsync();
        Assert.Equal(RunStatus.Succeeded, result.Status);
        var answer = await AskAsync(world);
        Assert.Equal(
            [("app", ExemptionRelevance.ClientCertificates), ("other", ExemptionRelevance.NotKnown), ("top", ExemptionRelevance.ClientCertificates)],
            answer.Items.Select(i => (Name(i), i.State.Relevance)).Order());
        Assert.True(answer.IsWhole);
        var source = result.Report!.Sources.Single(s => s.Name == IPolicySource.Name);
        Assert.Equal((true, 0), (source.Complete, source.NotUnderstood));
        Assert.Equal(3, source.Requests);

        // The same again writes nothing.
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.CollectAsync();
        var again = await AskAsync(world);
        Assert.All(again.Items.Zip(answer.Items), pair => Assert.True(pair.First.State.IsSame(pair.Second.State) && pair.First.FirstSeen == pair.Second.FirstSeen));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task What_a_failed_reading_does_not_show_stays_as_not_seen_and_a_whole_one_ends_it(DatabaseProvider provider)
    {
        await using var world = await CollectionWorld.CreateAsync(provider);
        await world.ServeRowsAsync(Estate(Exemption(App, "app", Assignment), Exemption(Above, "top", Assignment)));
        await world.CollectAsync();
        var first = world.Clock.GetUtcNow();

        world.Clock.Advance(TimeSpan.FromDays(1));
        world.Simulator.SetFaults([new AllUnreadableFault { Match = new FaultMatch { Table = "policyresources" } }]);
        var refused = await world.CollectAsync();
        Assert.Equal(RunStatus.Succeeded, refused.Status);
        Assert.Contains("policy exemptions", refused.Report!.Sources.Single(s => s.Name == IPolicySource.Name).Problem!, StringComparison.Ordinal);
        var answer = await AskAsync(world);
        Assert.Equal(["app", "top"], answer.Items.Select(Name).Order());
        Assert.All(answer.Items, i => Assert.Equal(first, i.LastSeen));
        Assert.False(answer.IsWhole);

        world.Clock.Advance(TimeSpan.FromDays(1));
        world.Simulator.SetFaults([]);
        await world.CollectAsync();
        Assert.All((await AskAsync(world)).Items, i => Assert.Null(i.LastSeen));

        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.ServeRowsAsync(Estate(Exemption(App, "app", Assignment)));
        await world.CollectAsync();
        Assert.Equal("app", Name(Assert.Single((await AskAsync(world)).Items)));
        var then = await world.Query<PolicyExemptionQuery>().RunAsync(first, CancellationToken.None);
        Assert.Equal(["app", "top"], then.Items.Select(Name).Order());
    }

    [Theory]
    [InlineData("policyassignments")]
    [InlineData("policydefinitions")]
    public async Task That_an_assignment_or_a_rule_cannot_be_read_hides_no_exemption(string type)
    {
        await using var world = await CollectionWorld.CreateAsync(DatabaseProvider.Sqlite);
        await world.ServeRowsAsync(Estate(Exemption(App, "app", Assignment)));
        world.Simulator.SetFaults([new AllUnreadableFault { Match = new FaultMatch { Query = "microsoft.authorization/" + type } }]);
        await world.CollectAsync();
        var item = Assert.Single((await AskAsync(world)).Items);
        Assert.Equal(ExemptionRelevance.NotKnown, item.State.Relevance);
        Assert.Contains(ExemptionFinding.NotJudged, item.Findings);
        world.Clock.Advance(TimeSpan.FromDays(1));
        world.Simulator.SetFaults([]);
        await world.CollectAsync();
        Assert.Equal(ExemptionRelevance.ClientCertificates, Assert.Single((await AskAsync(world)).Items).State.Relevance);
    }

    private static Task<ExemptionsAnswer> AskAsync(CollectionWorld world) => world.Query<PolicyExemptionQuery>().RunAsync(null, CancellationToken.None);

    private static string Name(ExemptionItem item) => item.State.ResourceId[(item.State.ResourceId.LastIndexOf('/') + 1)..];

    private static JsonObject Exemption(string scope, string name, string assignment) => Row(
        $"{scope}/providers/Microsoft.Authorization/policyExemptions/{name}", "policyExemptions",
        new JsonObject { ["policyAssignmentId"] = assignment, ["exemptionCategory"] = "waiver", ["displayName"] = name });

    private static string Estate(params JsonObject[] exemptions)
    {
        var site = new JsonObject
        {
            ["id"] = App,
            ["name"] = "pay-api",
            ["type"] = "microsoft.web/sites",
            ["kind"] = "app",
            ["location"] = "westeurope",
            ["resourceGroup"] = "rg-pay",
            ["subscriptionId"] = Subscription,
            ["properties"] = new JsonObject
            {
                ["state"] = "Running",
                ["enabled"] = true,
                ["sku"] = "Standard",
                ["clientCertEnabled"] = false,
                ["clientCertMode"] = "Required",
                ["clientCertExclusionPaths"] = null,
                ["httpsOnly"] = true,
                ["defaultHostName"] = "pay-api.azurewebsites.net",
            },
        };
        var subscription = new JsonObject
        {
            ["id"] = $"/subscriptions/{Subscription}",
            ["name"] = "Payments",
            ["type"] = "microsoft.resources/subscriptions",
            ["subscriptionId"] = Subscription,
            ["displayName"] = "Payments",
            ["state"] = "Enabled",
            ["properties"] = new JsonObject
            {
                ["managementGroupAncestorsChain"] = new JsonArray(new JsonObject { ["name"] = "mg-top", ["displayName"] = "Top" }),
            },
        };
        JsonObject[] policy =
        [
            Row(Assignment, "policyAssignments", new JsonObject { ["displayName"] = "mTLS", ["policyDefinitionId"] = Definition }),
            Row(Above + "/providers/Microsoft.Authorization/policyAssignments/locations", "policyAssignments", new JsonObject
            {
                ["policyDefinitionId"] = "/providers/Microsoft.Authorization/policyDefinitions/e56962a6-4747-49cd-b67b-bf8b01975c4c",
            }),
            Row(Definition, "policyDefinitions", new JsonObject
            {
                ["policyRule"] = new JsonObject { ["if"] = new JsonObject { ["field"] = "Microsoft.Web/sites/clientCertMode" } },
            }),
        ];
        return new JsonArray([site, subscription, .. policy, .. exemptions]).ToJsonString(JsonSerializerOptions.Default);
    }

    private static JsonObject Row(string id, string type, JsonObject properties) => new()
    {
        ["id"] = id,
        ["name"] = id[(id.LastIndexOf('/') + 1)..],
        ["type"] = "Microsoft.Authorization/" + type,
        ["properties"] = properties,
    };
}
