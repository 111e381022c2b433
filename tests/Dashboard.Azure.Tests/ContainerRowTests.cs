using Dashboard.Azure.Tests.Support;
using Dashboard.Core.Inventory;

namespace Dashboard.Azure.Tests;

public sealed class ContainerRowTests
{
    [Fact]
    public async Task Plans_are_read()
    {
        const string Id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/serverfarms/";
        await using var azure = await FakeAzure.StartAsync(_ => FakeAnswer.Page(
            [
                $$"""
                {"id":"{{Id}}a","name":"a","kind":"linux","tier":"PremiumV3","skuName":"P1v3","capacity":3,"reserved":null,"location":"westeurope",
                "webSpace":"g-WestEuropewebspace-Linux","hostingEnvironmentId":"/subscriptions/s/ase","maximumElasticWorkerCount":20,"numberOfSites":4,
                "tags":{"Owner":"shop"} }
                """,
                $$"""{"id":"{{Id}}b","name":"b","kind":"app","tier":"Free","skuName":"F1","capacity":"0","reserved":false}""",
                $$"""{"id":"{{Id}}c","name":"c","kind":"app","tier":null,"skuName":7,"capacity":1.5,"reserved":"True","location":7,"webSpace":null,"tags":null}""",
                """{"id":"/subscriptions/s/no-plan","name":"d"}""",
            ],
            4));
        using var world = new AzureWorld(azure.Address);
        var plans = new List<PlanObservation>();
        await foreach (var page in world.Estate.ReadPlansAsync(["s"], world.Log, CancellationToken.None)) plans.AddRange(page);

        Assert.Equal(
            [
                new PlanObservation(Id + "a", "a", "PremiumV3", "P1v3", 3, true)
                {
                    Location = "westeurope",
                    WebSpace = "g-WestEuropewebspace-Linux",
                    HostingEnvironmentId = "/subscriptions/s/ase",
                    MaximumElasticWorkers = 20,
                    NumberOfSites = 4,
                    Tags = plans[0].Tags,
                },
                new PlanObservation(Id + "b", "b", "Free", "F1", 0, false),
                new PlanObservation(Id + "c", "c", null, null, null, true),
            ],
            plans);
        Assert.Equal("shop", plans[0].Tags["owner"]);
        Assert.Equal(1, world.Log.Outcome().NotUnderstood);
    }

    [Fact]
    public async Task Resource_groups_are_read_with_their_tags()
    {
        await using var azure = await FakeAzure.StartAsync(_ => FakeAnswer.Page(
            [
                """{"id":"/subscriptions/S/resourceGroups/rg","name":"rg","subscriptionId":"S","tags":{"CostCentre":"42"}}""",
                """{"id":"/subscriptions/S/resourceGroups/Other","name":null,"subscriptionId":null,"tags":null}""",
            ],
            2));
        using var world = new AzureWorld(azure.Address);
        var groups = new List<ResourceGroupObservation>();
        await foreach (var page in world.Estate.ReadResourceGroupsAsync(["s"], world.Log, CancellationToken.None)) groups.AddRange(page);

        Assert.Equal([("s", "rg"), ("s", "Other")], groups.Select(g => (g.SubscriptionId, g.Name)));
        Assert.Equal("42", groups[0].Tags["costcentre"]);
    }
}
