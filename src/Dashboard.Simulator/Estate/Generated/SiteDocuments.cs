using System.Globalization;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Estate.Generated;

/// <summary>A site or slot as ARM and as Resource Graph show it.</summary>
internal static class SiteDocuments
{
    public static Resource Build(AppSpec app, Timeline<AppState>.Moment moment, Sku sku, string tenant)
    {
        var properties = Properties(app, moment, sku);
        return new Resource(app.Id, GraphSchema.Resources, Graph(app, moment.State, properties, tenant), Arm(app, moment.State, properties));
    }

    private static Bag Arm(AppSpec app, AppState state, Bag properties) => new()
    {
        ["id"] = app.Id,
        ["name"] = FullName(app),
        ["type"] = app.Slot is null ? "Microsoft.Web/sites" : "Microsoft.Web/sites/slots",
        ["kind"] = app.Kind.Kind,
        ["location"] = app.Plan.Group.Region.Display,
        ["tags"] = state.Tags,
        ["identity"] = Identity(app, null),
        ["properties"] = properties,
    };

    /// <summary>Resource Graph normalises type and location, and writes an empty kind as text.</summary>
    private static Bag Graph(AppSpec app, AppState state, Bag properties, string tenant)
    {
        var shown = new Bag();
        foreach (var (key, value) in properties)
        {
            if (!(key == "clientCertExclusionPaths" && app.Traits.GraphLacksExclusions))
            {
                shown[key] = value;
            }
        }

        return new Bag
        {
            ["id"] = app.Id,
            ["name"] = FullName(app),
            ["type"] = app.Slot is null ? "microsoft.web/sites" : "microsoft.web/sites/slots",
            ["tenantId"] = tenant,
            ["kind"] = app.Kind.Kind ?? (app.Draw.For("kind-null").Chance(0.5) ? null : ""),
            ["location"] = app.Plan.Group.Region.Name,
            ["resourceGroup"] = app.Draw.For("group-casing").Chance(0.5) ? app.Group.Name.ToLowerInvariant() : app.Group.Name,
            ["subscriptionId"] = app.Group.SubscriptionId,
            ["managedBy"] = "",
            ["properties"] = shown,
            ["tags"] = state.Tags,
            ["identity"] = Identity(app, tenant),
        };
    }

    private static string FullName(AppSpec app) => app.Slot is null ? app.Name : $"{app.Name}/{app.Slot}";

    private static Bag? Identity(AppSpec app, string? tenant) => app.Draw.For("identity").Chance(0.55)
        ? new Bag
        {
            ["type"] = "SystemAssigned",
            ["principalId"] = app.Draw.For("principal").Guid().ToString(),
            ["tenantId"] = tenant ?? app.Draw.For("tenant").Guid().ToString(),
        }
        : null;

    private static Bag Properties(AppSpec app, Timeline<AppState>.Moment moment, Sku sku)
    {
        var state = moment.State;
        var p = new Bag
        {
            ["name"] = app.Slot is null ? app.Name : $"{app.Name}({app.Slot})",
            ["state"] = state.State,
            ["hostNames"] = new object?[] { app.HostName },
            // The stamp is the plan's, wherever the app's resource group is.
            ["webSpace"] = app.Plan.Group.Region.WebSpace(app.Plan.Group.Name),
            ["repositorySiteName"] = app.Name,
            ["usageState"] = "Normal",
            ["enabled"] = state.Enabled,
            ["adminEnabled"] = true,
            ["enabledHostNames"] = new object?[] { app.HostName, Scm(app.HostName) },
            ["availabilityState"] = "Normal",
            ["siteMode"] = null,
            ["hostNameSslStates"] = new object?[] { SslState(app.HostName, "Standard"), SslState(Scm(app.HostName), "Repository") },
            ["computeMode"] = sku.Tier is "Dynamic" ? "Dynamic" : "Dedicated",
            ["serverFarm"] = null,
            ["serverFarmId"] = app.Plan.Id,
            ["reserved"] = app.Kind.Linux,
            ["isXenon"] = false,
            ["hyperV"] = false,
            ["lastModifiedTimeUtc"] = LastModified(app, moment),
            ["contentAvailabilityState"] = "Normal",
            ["runtimeAvailabilityState"] = "Normal",
            ["vnetRouteAllEnabled"] = false,
            ["siteConfig"] = SiteConfig(app, state.Posture),
            ["sku"] = app.Traits.StaleTier ?? sku.Tier,
            ["targetSwapSlot"] = null,
            ["hostingEnvironmentProfile"] = Environment(app, sku),
            ["clientAffinityEnabled"] = !app.Kind.Function,
        };
        AddPosture(p, app.Traits, state.Posture);
        p["hostNamesDisabled"] = false;
        p["kind"] = app.Kind.Kind;
        p["inboundIpAddress"] = Address(app.Draw.For("ip"));
        p["possibleInboundIpAddresses"] = Address(app.Draw.For("ip"));
        p["outboundIpAddresses"] = $"{Address(app.Draw.For("out1"))},{Address(app.Draw.For("out2"))}";
        p["containerSize"] = app.Kind.Function ? 1536L : 0L;
        p["dailyMemoryTimeQuota"] = 0L;
        p["suspendedTill"] = null;
        p["tags"] = null;
        p["resourceGroup"] = app.Group.Name;
        p["defaultHostName"] = app.HostName;
        p["slotSwapStatus"] = SwapStatus(state.Swap);
        p["redundancyMode"] = "None";
        p["privateEndpointConnections"] = Array.Empty<object?>();
        p["publicNetworkAccess"] = app.Traits.PublicNetworkAccess;
        p["endToEndEncryptionEnabled"] = false;
        p["ipMode"] = "IPv4";
        p["virtualNetworkSubnetId"] = null;
        p["keyVaultReferenceIdentity"] = "SystemAssigned";
        return p;
    }

    private static void AddPosture(Bag p, AppTraits traits, Posture posture)
    {
        p["clientCertEnabled"] = Flag(posture.ClientCertEnabled, traits);
        if (!posture.ModeAbsent)
        {
            p["clientCertMode"] = posture.Mode;
        }

        p["clientCertExclusionPaths"] = posture.ExclusionPaths;
        p["clientCertExclusionEndPoints"] = posture.ExclusionEndPoints;
        p["httpsOnly"] = Flag(posture.HttpsOnly, traits);
    }

    private static object? Flag(object? value, AppTraits traits) =>
        traits.TextFlags && value is bool flag ? (flag ? "True" : "false") : value;

    /// <summary>What a site carries of its configuration is mostly null, and sometimes plainly wrong.</summary>
    private static Bag SiteConfig(AppSpec app, Posture posture) => new()
    {
        ["numberOfWorkers"] = 1L,
        ["linuxFxVersion"] = app.Kind.Linux ? "DOTNETCORE|10.0" : "",
        ["windowsFxVersion"] = null,
        ["acrUseManagedIdentityCreds"] = false,
        ["alwaysOn"] = !app.Kind.Function,
        ["http20Enabled"] = app.Traits.SiteConfigLies ? !posture.Http20 : posture.Http20,
        ["minTlsVersion"] = null,
        ["scmMinTlsVersion"] = null,
        ["ftpsState"] = null,
        ["healthCheckPath"] = null,
        ["ipSecurityRestrictions"] = null,
        ["functionAppScaleLimit"] = app.Kind.Function ? 200L : 0L,
        ["minimumElasticInstanceCount"] = 0L,
    };

    private static Bag SslState(string host, string type) => new()
    {
        ["name"] = host,
        ["sslState"] = "Disabled",
        ["ipBasedSslResult"] = null,
        ["virtualIP"] = null,
        ["thumbprint"] = null,
        ["toUpdate"] = null,
        ["toUpdateIpBasedSsl"] = null,
        ["ipBasedSslState"] = "NotConfigured",
        ["hostType"] = type,
    };

    private static Bag? Environment(AppSpec app, Sku sku)
    {
        if (!sku.IsIsolated)
        {
            return null;
        }

        var name = $"ase-{app.Plan.Name.Split('-')[1]}-{app.Plan.Group.Region.Name}";
        return new Bag
        {
            ["id"] = $"{app.Plan.Group.Id}/providers/Microsoft.Web/hostingEnvironments/{name}",
            ["name"] = name,
            ["type"] = "Microsoft.Web/hostingEnvironments",
        };
    }

    private static Bag? SwapStatus(SwapMark? swap) => swap is null ? null : new Bag
    {
        ["timestampUtc"] = Time(swap.At),
        ["sourceSlotName"] = swap.Source,
        ["destinationSlotName"] = swap.Destination,
    };

    private static string LastModified(AppSpec app, Timeline<AppState>.Moment moment)
    {
        var at = moment.Since == DateTimeOffset.MinValue
            ? new DateTimeOffset(2019, 3, 1, 9, 0, 0, TimeSpan.Zero).AddMinutes(app.Draw.For("deployed").Between(0, 500_000))
            : moment.Since;
        return Time(at);
    }

    /// <summary>The service writes these times without a zone.</summary>
    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture);

    private static string Scm(string host) => host.Replace(".azurewebsites", ".scm.azurewebsites", StringComparison.Ordinal);

    /// <summary>Addresses come from the ranges kept for documentation.</summary>
    private static string Address(Draw draw) => string.Create(CultureInfo.InvariantCulture, $"203.0.113.{draw.Between(1, 254)}");
}
