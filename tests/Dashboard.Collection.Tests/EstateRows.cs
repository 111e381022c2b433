using System.Text.Json.Nodes;

namespace Dashboard.Collection.Tests;

/// <summary>Makes estate files: rows as Resource Graph gives them.</summary>
internal static class EstateRows
{
    public const string First = "aaaaaaaa-0000-0000-0000-000000000001";
    public const string Second = "bbbbbbbb-0000-0000-0000-000000000002";

    public static string SiteId(string subscription, string name) =>
        $"/subscriptions/{subscription}/resourceGroups/rg-a/providers/Microsoft.Web/sites/{name}";

    public static JsonObject Site(string subscription, string name, JsonObject? properties = null, JsonObject? tags = null)
    {
        var all = new JsonObject
        {
            ["state"] = "Running",
            ["enabled"] = true,
            ["sku"] = "PremiumV3",
            ["clientCertEnabled"] = true,
            ["clientCertMode"] = "Required",
            ["clientCertExclusionPaths"] = null,
            ["httpsOnly"] = true,
            ["publicNetworkAccess"] = null,
            ["defaultHostName"] = $"{name}.azurewebsites.net",
            ["serverFarmId"] = PlanId(subscription),
        };
        foreach (var (key, value) in properties ?? []) all[key] = value?.DeepClone();
        return Row(SiteId(subscription, name), name, "microsoft.web/sites", subscription, all, tags ?? Tags(), "app");
    }

    public static JsonObject Tags() => new() { ["dataClassification"] = "confidential", ["owner"] = "payments" };

    public static JsonObject Configuration(string subscription, string name, JsonObject? properties = null)
    {
        var all = new JsonObject { ["Http20Enabled"] = false, ["MinTlsVersion"] = "1.2" };
        foreach (var (key, value) in properties ?? []) all[key] = value?.DeepClone();
        return Row(SiteId(subscription, name) + "/config/web", "web", "microsoft.web/sites/config", subscription, all, null, "app");
    }

    public static string PlanId(string subscription) =>
        $"/subscriptions/{subscription}/resourceGroups/rg-a/providers/Microsoft.Web/serverfarms/plan";

    public static JsonObject Plan(string subscription)
    {
        var row = Row(PlanId(subscription), "plan", "microsoft.web/serverfarms", subscription, [], null, "app");
        row["sku"] = new JsonObject { ["name"] = "P1v3", ["tier"] = "PremiumV3", ["capacity"] = 1 };
        return row;
    }

    public static JsonObject Group(string subscription, JsonObject tags)
    {
        var row = Row(
            $"/subscriptions/{subscription}/resourceGroups/rg-a", "rg-a", "microsoft.resources/subscriptions/resourcegroups", subscription,
            [], tags, "");
        return row;
    }

    public static string File(params IEnumerable<JsonObject> rows) => new JsonArray([.. rows]).ToJsonString();

    private static JsonObject Row(
        string id, string name, string type, string subscription, JsonObject properties, JsonObject? tags, string kind) => new()
        {
            ["id"] = id,
            ["name"] = name,
            ["type"] = type,
            ["kind"] = kind,
            ["location"] = "westeurope",
            ["resourceGroup"] = "rg-a",
            ["subscriptionId"] = subscription,
            ["tags"] = tags,
            ["properties"] = properties,
        };
}
