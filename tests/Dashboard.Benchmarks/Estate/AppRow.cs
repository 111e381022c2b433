using System.Globalization;
using System.Text.Json;

namespace Dashboard.Benchmarks.Estate;

/// <summary>Writes the row of an app with the columns of <c>apps.kql</c>, in their order.</summary>
internal static class AppRow
{
    /// <summary>In variant 1, one app of this many is stopped: nothing but the app itself changes by that.</summary>
    public const int ChangedEvery = 1000;

    public static void Write(Utf8JsonWriter json, EstatePlan plan, int app, int variant)
    {
        var group = EstatePlan.GroupOf(app);
        var site = EstatePlan.IsSlot(app) ? app - 1 : app;
        var name = EstatePlan.SiteName(app);
        json.WriteStartObject();
        json.WriteString("id", plan.AppId(app));
        json.WriteString("name", EstatePlan.IsSlot(app) ? $"{name}/staging" : name);
        json.WriteString("kind", Draw.Of(site, 10, "app", "app,linux", "functionapp,linux", "app,linux,container", "functionapp"));
        json.WriteString("location", Draw.Of(group, 11, "westeurope", "northeurope", "eastus"));
        json.WriteString("resourceGroup", EstatePlan.GroupName(group));
        json.WriteString("subscriptionId", EstatePlan.SubscriptionId(plan.SubscriptionOf(group)));
        WriteTags(json, plan, site);
        json.WriteString("state", variant == 1 && app % ChangedEvery == 500 ? "Stopped" : "Running");
        json.WriteBoolean("enabled", true);
        json.WriteString("sku", PlanRow.Tier(EstatePlan.PlanOf(app)));
        json.WriteString("serverFarmId", plan.PlanId(EstatePlan.PlanOf(app)));
        json.WriteString("defaultHostName", $"{name}{(EstatePlan.IsSlot(app) ? "-staging" : "")}.azurewebsites.net");
        WriteSettings(json, app);
        WriteConfiguration(json, app);
        json.WriteEndObject();
    }

    private static void WriteTags(Utf8JsonWriter json, EstatePlan plan, int site)
    {
        json.WritePropertyName("tags");
        if (Draw.Of(site, 20, 5) == 0)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("owner", string.Create(CultureInfo.InvariantCulture, $"Team-{Draw.Of(site, 21, plan.Owners)}"));
        json.WriteString("costCentre", string.Create(CultureInfo.InvariantCulture, $"CC-{Draw.Of(site, 22, plan.CostCentres)}"));
        json.WriteString("environment", Draw.Of(site, 23, "prod", "prod", "test", "dev"));
        if (Draw.Of(site, 24, 4) > 0) json.WriteString("dataClassification", Draw.Of(site, 25, "public", "internal", "confidential", "restricted"));
        if (Draw.Of(site, 26, 3) == 0) json.WriteString("mtls-scenario", Draw.Of(site, 27, "b2b-api", "iot", "internal-tool"));
        json.WriteString("hidden-link: /app-insights-resource-id", "/subscriptions/x/resourceGroups/y/providers/microsoft.insights/components/z");
        json.WriteEndObject();
    }

    private static void WriteSettings(Utf8JsonWriter json, int app)
    {
        json.WriteBoolean("clientCertEnabled", Draw.Of(app, 30, 3) > 0);
        json.WriteString("clientCertMode", Draw.Of(app, 31, "Required", "Required", "Required", "Optional", "OptionalInteractiveUser"));
        if (Draw.Of(app, 32, 8) == 0) json.WriteString("clientCertExclusionPaths", Draw.Of(app, 33, "/health", "/health;/metrics", "/public"));
        else json.WriteNull("clientCertExclusionPaths");
        json.WriteNull("clientCertExclusionEndPoints");
        // Azure writes flags in both ways.
        if (Draw.Of(app, 34, 20) == 0) json.WriteString("httpsOnly", "True");
        else json.WriteBoolean("httpsOnly", Draw.Of(app, 35, 6) > 0);
        json.WriteString("publicNetworkAccess", Draw.Of(app, 36, "Enabled", "Enabled", "Disabled"));
        json.WriteBoolean("hasClientCertEnabled", true);
        json.WriteBoolean("hasClientCertMode", true);
        json.WriteBoolean("hasClientCertExclusionPaths", true);
        json.WriteBoolean("hasClientCertExclusionEndPoints", false);
        json.WriteBoolean("hasHttpsOnly", true);
        json.WriteBoolean("hasPublicNetworkAccess", true);
    }

    private static void WriteConfiguration(Utf8JsonWriter json, int app)
    {
        json.WriteBoolean("http20Enabled", Draw.Of(app, 40, 4) == 0);
        json.WriteString("minTlsVersion", Draw.Of(app, 41, "1.2", "1.2", "1.2", "1.3", "1.0"));
        json.WriteStartArray("ipSecurityRestrictions");
        if (Draw.Of(app, 42, 4) == 0) WriteRestriction(json, "10.20.0.0/16", "Allow", 100, "office");
        WriteRestriction(json, "Any", Draw.Of(app, 42, 4) == 0 ? "Deny" : "Allow", int.MaxValue, "the rest");
        json.WriteEndArray();
        json.WriteNull("ipSecurityRestrictionsDefaultAction");
        json.WriteBoolean("hasHttp20Enabled", true);
        json.WriteBoolean("hasMinTlsVersion", true);
        json.WriteBoolean("hasIpSecurityRestrictions", true);
    }

    private static void WriteRestriction(Utf8JsonWriter json, string address, string action, int priority, string name)
    {
        json.WriteStartObject();
        json.WriteString("ipAddress", address);
        json.WriteString("action", action);
        json.WriteNumber("priority", priority);
        json.WriteString("name", name);
        json.WriteEndObject();
    }
}
