using System.Text.Json;
using Dashboard.Azure.Rows;
using Dashboard.Core.Inventory;

namespace Dashboard.Azure.Arm;

/// <summary>Fills in what ARM's bodies of a site and its <c>config/web</c> carry. What they do not carry stays as it was.</summary>
internal static class SiteBody
{
    /// <summary>The app with what the site's body tells; null where the body is no site.</summary>
    public static AppObservation? WithSite(AppObservation app, JsonElement body)
    {
        if (Properties(body) is not { } site) return null;
        return app with
        {
            Kind = app.Kind ?? JsonReadings.TextOrNull(At(body, "kind")),
            State = JsonReadings.TextOrNull(At(site, "state")) ?? app.State,
            Enabled = Newer(JsonReadings.Flag(At(site, "enabled")), app.Enabled),
            SiteTier = Newer(JsonReadings.Text(At(site, "sku")), app.SiteTier),
            PlanId = JsonReadings.TextOrNull(At(site, "serverFarmId")) ?? app.PlanId,
            DefaultHostName = JsonReadings.TextOrNull(At(site, "defaultHostName")) ?? app.DefaultHostName,
            ClientCertEnabled = Newer(JsonReadings.Flag(At(site, "clientCertEnabled")), app.ClientCertEnabled),
            ClientCertMode = Newer(JsonReadings.Text(At(site, "clientCertMode")), app.ClientCertMode),
            ExclusionPaths = Newer(JsonReadings.Text(At(site, "clientCertExclusionPaths")), app.ExclusionPaths),
            ExclusionEndPoints = Newer(JsonReadings.List(At(site, "clientCertExclusionEndPoints")), app.ExclusionEndPoints),
            HttpsOnly = Newer(JsonReadings.Flag(At(site, "httpsOnly")), app.HttpsOnly),
            PublicNetworkAccess = Newer(JsonReadings.Text(At(site, "publicNetworkAccess")), app.PublicNetworkAccess),
        };
    }

    /// <summary>The app with what the body of its <c>config/web</c> tells; null where the body is no configuration.</summary>
    public static AppObservation? WithConfiguration(AppObservation app, JsonElement body)
    {
        if (Properties(body) is not { } web) return null;
        return app with
        {
            Http20Enabled = Newer(JsonReadings.Flag(At(web, "http20Enabled")), app.Http20Enabled),
            MinTlsVersion = Newer(JsonReadings.Version(At(web, "minTlsVersion")), app.MinTlsVersion),
            AccessRestrictions = Newer(
                AccessRestrictionReading.Of(At(web, "ipSecurityRestrictions"), At(web, "ipSecurityRestrictionsDefaultAction")),
                app.AccessRestrictions),
            ConfigurationRead = true,
        };
    }

    private static JsonElement? Properties(JsonElement body) =>
        At(body, "properties") is { ValueKind: JsonValueKind.Object } properties ? properties : null;

    private static JsonElement At(JsonElement item, string name) => JsonReadings.Property(item, name);

    private static Reading<T> Newer<T>(Reading<T> read, Reading<T> before) => read.State == ReadingState.Absent ? before : read;
}
