using Dashboard.Simulator.Estate;
using Dashboard.Simulator.Estate.Generated;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Tests.Estate;

/// <summary>Everything that trips readers up in a real tenant must occur in an estate of the usual size.</summary>
public class VarietyTests
{
    private static readonly EstateSnapshot Estate =
        new GeneratedEstate(400, 7, SimulatorOptions.DefaultYearEnd).At(SimulatorOptions.DefaultYearEnd);

    private static readonly List<Resource> Sites = [.. Estate.Rows(GraphSchema.Resources).Where(r => r.Parts.Type.StartsWith("microsoft.web/sites", StringComparison.Ordinal))];

    [Theory]
    [InlineData("app")]
    [InlineData("app,linux")]
    [InlineData("app,linux,container")]
    [InlineData("functionapp")]
    [InlineData("functionapp,linux")]
    [InlineData("functionapp,workflowapp")]
    [InlineData("api")]
    [InlineData("app,linux,kubernetes")]
    [InlineData("functionapp,linux,container,azurecontainerapps")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("app,linux,preview2")]
    public void Every_kind(string? kind) => Assert.Contains(Sites, s => Equals(s.Graph!.Get("kind"), kind));

    [Theory]
    [InlineData("Free,Shared,Basic,Standard,Premium,PremiumV2,Premium0V3,PremiumV3,PremiumMV3,PremiumV4,PremiumContainer,Isolated,IsolatedV2,IsolatedMV2,ElasticPremium,WorkflowStandard,Dynamic,FlexConsumption")]
    public void Every_tier(string tiers)
    {
        var found = Estate.Rows(GraphSchema.Resources).Where(r => r.Parts.Type == "microsoft.web/serverfarms")
            .Select(r => (string)((Bag)r.Graph!["sku"]!)["tier"]!).ToHashSet();
        Assert.Empty(tiers.Split(',').Except(found));
    }

    [Fact]
    public void Every_flag_and_mode()
    {
        Has(p => p["clientCertEnabled"] is false && p.Get("clientCertMode") is "Required");
        Has(p => p["clientCertEnabled"] is true && p.Get("clientCertMode") is "Required");
        Has(p => p["clientCertEnabled"] is true && p.Get("clientCertMode") is "Optional");
        Has(p => p["clientCertEnabled"] is true && p.Get("clientCertMode") is "OptionalInteractiveUser");
        Has(p => p["clientCertEnabled"] is true && p.Get("clientCertMode") is "RequiredByFrontDoor");
        Has(p => p["clientCertEnabled"] is true && p.ContainsKey("clientCertMode") && p["clientCertMode"] is null);
        Has(p => !p.ContainsKey("clientCertMode"));
        Has(p => p["clientCertEnabled"] is string);
        Has(p => p["httpsOnly"] is false);
        Has(p => p["httpsOnly"] is null);
        Has(p => p["state"] is "Stopped");
        Has(p => p["enabled"] is false);
        Has(p => p["publicNetworkAccess"] is null);
        Has(p => p["publicNetworkAccess"] is "Disabled");
    }

    [Fact]
    public void Every_exclusion()
    {
        Has(p => p.Get("clientCertExclusionPaths") is "");
        Has(p => p.Get("clientCertExclusionPaths") is "/");
        Has(p => p.Get("clientCertExclusionPaths") is string s && s.Contains(';', StringComparison.Ordinal));
        Has(p => p.Get("clientCertExclusionPaths") is string s && s.Contains(',', StringComparison.Ordinal));
        Has(p => p.ContainsKey("clientCertExclusionPaths") && p["clientCertExclusionPaths"] is null);
        Has(p => !p.ContainsKey("clientCertExclusionPaths"));
        Has(p => p["clientCertExclusionEndPoints"] is "/public");
    }

    [Fact]
    public void Sites_that_disagree_with_their_plan_and_configuration()
    {
        Has((site, p) => !Equals(p["sku"], ((Bag)Estate.Find((string)p["serverFarmId"]!)!.Graph!["sku"]!)["tier"]));
        Has((site, p) => !Equals(((Bag)p["siteConfig"]!)["http20Enabled"], Config(site)["http20Enabled"]));
        Has((site, _) => Estate.Find(site.Id + "/config/web")!.Graph is null);
        Has((site, _) => site.Id.Contains("/resourcegroups/", StringComparison.Ordinal));
        Has((site, _) => Config(site)["ipSecurityRestrictions"] is object?[] { Length: 2 } rules && Equals(((Bag)rules[0]!)["ipAddress"], "AzureFrontDoor.Backend"));
        Has((site, _) => Config(site)["ipSecurityRestrictionsDefaultAction"] is "Deny");
    }

    [Fact]
    public void Text_and_real_booleans_by_subscription()
    {
        var kinds = Estate.Rows(GraphSchema.AppService).ToLookup(r => r.Parts.Subscription, r => ((Bag)r.Graph!["properties"]!)["Http20Enabled"]!.GetType());
        Assert.Equal(8, kinds.Count);
        Assert.Equal(1, kinds.Count(k => k.All(t => t == typeof(string))));
        Assert.Equal(7, kinds.Count(k => k.All(t => t == typeof(bool))));
    }

    [Fact]
    public void Every_spelling_of_tags()
    {
        var tags = Sites.Select(s => s.Graph!.Get("tags")).OfType<Bag>().SelectMany(b => b).ToList();
        Assert.Empty(new[] { "dataClassification", "data-classification", "DataClassification", "owner", "costCentre", "costCenter", "cost-center", "environment", "env", "mtls", "mtls-scenario" }
            .Except(tags.Select(t => t.Key)));
        Assert.Empty(new[] { "Confidential ", "confidental", "restricted", "public", "internal", "required", "not-required" }
            .Except(tags.Select(t => t.Value as string)));
        Assert.Contains(tags, t => ((string)t.Value!).Contains("<script>", StringComparison.Ordinal));
        Assert.Contains(tags, t => ((string)t.Value!).StartsWith('='));
        Assert.Contains(tags, t => ((string)t.Value!).Length == 256);
        Assert.Contains(tags, t => ((string)t.Value!).Contains('\u202E', StringComparison.Ordinal));
        Assert.Contains(tags, t => ((string)t.Value!).Contains("🚀", StringComparison.Ordinal));
        Assert.Contains(Sites, s => s.Graph!.Get("tags") is null);
        Assert.Contains(Sites, s => s.Graph!.Get("tags") is Bag { Count: 0 });
        Assert.Contains(Estate.Rows(GraphSchema.Containers), c => c.Parts is { Type: "microsoft.resources/subscriptions" } && ((Bag)c.Graph!["tags"]!).ContainsKey("dataClassification"));
        Assert.Contains(Estate.Rows(GraphSchema.Containers), c => c.Parts.ResourceGroup is not null && c.Graph!.Get("tags") is Bag b && b.ContainsKey("data-classification"));
    }

    [Fact]
    public void Ids_and_host_names_are_unique()
    {
        Assert.Equal(Estate.Resources.Count, Estate.Resources.Select(r => r.Key).Distinct().Count());
        Assert.Equal(Sites.Count, Sites.Select(s => ((Bag)s.Graph!["properties"]!)["defaultHostName"]).Distinct().Count());
    }

    private static Bag Config(Resource site) => (Bag)Estate.Find(site.Id + "/config/web")!.Arm!["properties"]!;

    private static void Has(Predicate<Bag> holds) => Has((_, p) => holds(p));

    private static void Has(Func<Resource, Bag, bool> holds) =>
        Assert.Contains(Sites, s => holds(s, (Bag)s.Graph!["properties"]!));
}
