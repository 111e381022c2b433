using System.Text.Json;
using Dashboard.Azure.ResourceGraph;
using Dashboard.Core.Inventory;

namespace Dashboard.Azure.Rows;

/// <summary>Reads apps and slots from the rows of <c>apps.kql</c>.</summary>
internal static class AppRows
{
    /// <summary>The query.</summary>
    public static GraphQuery<AppObservation> Query { get; } = new(
        "apps", QueryText.Of("apps"), GraphColumns.Of<AppColumn>(), Read, QueryText.Of("apps-without-configuration"));

    /// <summary>The app in a row; null where it is not understood.</summary>
    public static AppObservation? Read(GraphRow row)
    {
        var id = JsonReadings.TextOrNull(At(row, AppColumn.Id));
        if (id is null || !id.Contains("/sites/", StringComparison.OrdinalIgnoreCase)) return null;
        if (ScopeNames.Of(id, At(row, AppColumn.SubscriptionId), At(row, AppColumn.ResourceGroup)) is not var (subscription, group)) return null;
        var http20 = Known(row, AppColumn.Http20Enabled, AppColumn.HasHttp20Enabled);
        var minTls = Known(row, AppColumn.MinTlsVersion, AppColumn.HasMinTlsVersion);
        var restrictions = Known(row, AppColumn.IpSecurityRestrictions, AppColumn.HasIpSecurityRestrictions);
        return new AppObservation
        {
            ResourceId = id,
            Name = AppNames.Of(id, JsonReadings.TextOrNull(At(row, AppColumn.Name))),
            Kind = JsonReadings.TextOrNull(At(row, AppColumn.Kind)),
            SubscriptionId = subscription,
            ResourceGroup = group,
            Location = JsonReadings.TextOrNull(At(row, AppColumn.Location)),
            Tags = TagReading.Of(At(row, AppColumn.Tags)),
            TagsRead = TagReading.IsRead(At(row, AppColumn.Tags)),
            State = JsonReadings.TextOrNull(At(row, AppColumn.State)),
            Enabled = JsonReadings.Flag(At(row, AppColumn.Enabled)),
            SiteTier = JsonReadings.Text(At(row, AppColumn.Sku)),
            PlanId = JsonReadings.TextOrNull(At(row, AppColumn.ServerFarmId)),
            DefaultHostName = JsonReadings.TextOrNull(At(row, AppColumn.DefaultHostName)),
            ClientCertEnabled = JsonReadings.Flag(Known(row, AppColumn.ClientCertEnabled, AppColumn.HasClientCertEnabled)),
            ClientCertMode = JsonReadings.Text(Known(row, AppColumn.ClientCertMode, AppColumn.HasClientCertMode)),
            ExclusionPaths = JsonReadings.Text(Known(row, AppColumn.ClientCertExclusionPaths, AppColumn.HasClientCertExclusionPaths)),
            ExclusionEndPoints = JsonReadings.List(
                Known(row, AppColumn.ClientCertExclusionEndPoints, AppColumn.HasClientCertExclusionEndPoints)),
            HttpsOnly = JsonReadings.Flag(Known(row, AppColumn.HttpsOnly, AppColumn.HasHttpsOnly)),
            PublicNetworkAccess = JsonReadings.Text(Known(row, AppColumn.PublicNetworkAccess, AppColumn.HasPublicNetworkAccess)),
            Http20Enabled = JsonReadings.Flag(http20),
            MinTlsVersion = JsonReadings.Version(minTls),
            AccessRestrictions = AccessRestrictionReading.Of(restrictions, At(row, AppColumn.IpSecurityRestrictionsDefaultAction)),
            // A joined row that carries none of what is read from it was not read.
            ConfigurationRead = IsThere(http20) || IsThere(minTls) || IsThere(restrictions),
        };
    }

    private static JsonElement At(GraphRow row, AppColumn column) => row[(int)column];

    // A key that the resource does not have projects as null; only the second column tells that from a stored null.
    private static JsonElement Known(GraphRow row, AppColumn column, AppColumn has)
    {
        var value = At(row, column);
        return value.ValueKind == JsonValueKind.Null && !JsonReadings.IsTrue(At(row, has)) ? default : value;
    }

    private static bool IsThere(JsonElement value) => value.ValueKind != JsonValueKind.Undefined;
}
