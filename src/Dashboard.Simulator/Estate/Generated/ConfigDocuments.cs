using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Estate.Generated;

/// <summary>The <c>config/web</c> of a site or slot: camelCase by ARM, PascalCase in Resource Graph.</summary>
internal static class ConfigDocuments
{
    public static Resource Build(AppSpec app, AppState state, string tenant)
    {
        var id = $"{app.Id}/config/web";
        var properties = Properties(app, state.Posture);
        var arm = new Bag
        {
            ["id"] = id,
            ["name"] = "web",
            ["type"] = app.Slot is null ? "Microsoft.Web/sites/config" : "Microsoft.Web/sites/slots/config",
            ["kind"] = app.Kind.Kind,
            ["location"] = app.Plan.Group.Region.Display,
            ["properties"] = properties,
        };
        return new Resource(id, GraphSchema.AppService, app.Traits.GraphLacksConfig ? null : Graph(app, id, properties, tenant), arm);
    }

    private static Bag Graph(AppSpec app, string id, Bag properties, string tenant) => new()
    {
        ["id"] = id,
        ["name"] = app.Draw.For("config-name").Chance(0.5) ? "web" : app.Name,
        ["type"] = app.Slot is null ? "microsoft.web/sites/config" : "microsoft.web/sites/slots/config",
        ["tenantId"] = tenant,
        ["kind"] = app.Kind.Kind ?? "",
        ["location"] = app.Plan.Group.Region.Name,
        ["resourceGroup"] = app.Group.Name.ToLowerInvariant(),
        ["subscriptionId"] = app.Group.SubscriptionId,
        ["managedBy"] = "",
        ["properties"] = Pascal(properties, app.Group.Unit.TextBooleans),
    };

    private static Bag Properties(AppSpec app, Posture posture) => new()
    {
        ["numberOfWorkers"] = 1L,
        ["defaultDocuments"] = new object?[] { "Default.htm", "index.html" },
        ["netFrameworkVersion"] = "v4.0",
        ["linuxFxVersion"] = app.Kind.Linux ? "DOTNETCORE|10.0" : "",
        ["windowsFxVersion"] = null,
        ["requestTracingEnabled"] = false,
        ["httpLoggingEnabled"] = app.Draw.For("logging").Chance(0.5),
        ["detailedErrorLoggingEnabled"] = false,
        ["use32BitWorkerProcess"] = !app.Kind.Linux,
        ["webSocketsEnabled"] = false,
        ["alwaysOn"] = !app.Kind.Function,
        ["managedPipelineMode"] = "Integrated",
        ["loadBalancing"] = "LeastRequests",
        ["autoHealEnabled"] = app.Draw.For("heal").Chance(0.2),
        ["vnetName"] = "",
        ["ipSecurityRestrictions"] = Restrictions(app),
        ["ipSecurityRestrictionsDefaultAction"] = app.Traits.DefaultAction,
        ["scmIpSecurityRestrictionsUseMain"] = false,
        ["http20Enabled"] = posture.Http20,
        ["http20ProxyFlag"] = 0L,
        ["minTlsVersion"] = posture.MinTls,
        ["minTlsCipherSuite"] = null,
        ["scmMinTlsVersion"] = "1.2",
        ["ftpsState"] = app.Draw.For("ftps").Weighted([("FtpsOnly", 60), ("Disabled", 25), ("AllAllowed", 15.0)]),
        ["publicNetworkAccess"] = app.Traits.PublicNetworkAccess,
        ["healthCheckPath"] = app.Draw.For("health").Chance(0.3) ? "/healthz" : null,
        ["preWarmedInstanceCount"] = 0L,
        ["functionAppScaleLimit"] = app.Kind.Function ? 200L : 0L,
        ["minimumElasticInstanceCount"] = 0L,
    };

    private static object?[] Restrictions(AppSpec app) => app.Traits.Restriction switch
    {
        Restriction.Offices =>
        [
            Rule("198.51.100.0/24", "Allow", 100, "Offices", null),
            Rule("Any", "Deny", 2147483647, "Deny all", "Deny all access"),
        ],
        Restriction.FrontDoor =>
        [
            new Bag
            {
                ["ipAddress"] = "AzureFrontDoor.Backend",
                ["action"] = "Allow",
                ["tag"] = "ServiceTag",
                ["priority"] = 100L,
                ["name"] = "Front Door only",
                ["headers"] = new Bag { ["x-azure-fdid"] = new object?[] { app.Draw.For("fdid").Guid().ToString() } },
            },
            Rule("Any", "Deny", 2147483647, "Deny all", "Deny all access"),
        ],
        Restriction.AllowAll => [Rule("Any", "Allow", 2147483647, "Allow all", "Allow all access")],
        _ => throw new ArgumentOutOfRangeException(nameof(app), app.Traits.Restriction, "No such restriction."),
    };

    private static Bag Rule(string address, string action, long priority, string name, string? description) => new()
    {
        ["ipAddress"] = address,
        ["action"] = action,
        ["priority"] = priority,
        ["name"] = name,
        ["description"] = description,
    };

    private static Bag Pascal(Bag properties, bool textBooleans)
    {
        var result = new Bag();
        foreach (var (key, value) in properties)
        {
            result[char.ToUpperInvariant(key[0]) + key[1..]] = value is bool flag && textBooleans ? (flag ? "True" : "False") : value;
        }

        return result;
    }
}
