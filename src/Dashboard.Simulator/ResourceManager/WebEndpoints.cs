using Dashboard.Simulator.Estate;
using Dashboard.Simulator.Hosting;

namespace Dashboard.Simulator.ResourceManager;

/// <summary>App Service through ARM: sites, slots, their configuration, and plans.</summary>
internal sealed class WebEndpoints(World world)
{
    private const string InSubscription = "/subscriptions/{subscription}/providers/Microsoft.Web";
    private const string InGroup = "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Web";
    private const string Sites = "microsoft.web/sites";
    private const string Slots = "microsoft.web/sites/slots";
    private const string Plans = "microsoft.web/serverfarms";

    private static readonly string[] Versions =
    [
        "2018-02-01", "2018-11-01", "2019-08-01", "2020-06-01", "2020-09-01", "2020-12-01", "2021-01-15", "2021-02-01", "2021-03-01",
        "2022-03-01", "2022-09-01", "2023-01-01", "2023-12-01", "2024-04-01", "2024-11-01", "2025-03-01", "2025-05-01",
    ];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(InSubscription + "/sites", (HttpContext http, string subscription) => ListAsync(http, Sites, subscription));
        routes.MapGet(InSubscription + "/serverfarms", (HttpContext http, string subscription) => ListAsync(http, Plans, subscription));
        routes.MapGet(InGroup + "/sites", (HttpContext http, string subscription, string group) => ListAsync(http, Sites, subscription, group));
        routes.MapGet(InGroup + "/serverfarms", (HttpContext http, string subscription, string group) => ListAsync(http, Plans, subscription, group));
        routes.MapGet(InGroup + "/sites/{name}", GetAsync);
        routes.MapGet(InGroup + "/sites/{name}/config/web", GetAsync);
        routes.MapGet(InGroup + "/sites/{name}/slots", ListSlotsAsync);
        routes.MapGet(InGroup + "/sites/{name}/slots/{slot}", GetAsync);
        routes.MapGet(InGroup + "/sites/{name}/slots/{slot}/config/web", GetAsync);
        routes.MapGet(InGroup + "/serverfarms/{name}", GetAsync);
    }

    private Task ListAsync(HttpContext http, string type, string subscription, string? group = null)
    {
        ApiVersions.Demand(http.Request, Versions);
        var estate = world.For(http);
        DemandContainers(estate, subscription, group);
        var withSlots = type == Sites && group is not null
            && string.Equals(http.Request.Query["includeSlots"], "true", StringComparison.OrdinalIgnoreCase);
        return ArmList.WriteAsync(http, estate.Resources.Where(r =>
            (r.Parts.Type == type || (withSlots && r.Parts.Type == Slots))
            && Same(r.Parts.Subscription, subscription)
            && (group is null || Same(r.Parts.ResourceGroup, group))));
    }

    private Task ListSlotsAsync(HttpContext http, string subscription, string group, string name)
    {
        ApiVersions.Demand(http.Request, Versions);
        var estate = world.For(http);
        DemandContainers(estate, subscription, group);
        var site = $"/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Web/sites/{name}";
        if (estate.Find(site) is null)
        {
            throw ArmError.ResourceNotFound("Microsoft.Web/sites", name, group);
        }

        var prefix = site.ToLowerInvariant() + "/slots/";
        return ArmList.WriteAsync(http, estate.Resources.Where(r =>
            r.Parts.Type == Slots && r.Key.StartsWith(prefix, StringComparison.Ordinal)));
    }

    /// <summary>Reads one resource: its path is its id.</summary>
    private Task GetAsync(HttpContext http, string subscription, string group, string name)
    {
        ApiVersions.Demand(http.Request, Versions);
        var estate = world.For(http);
        DemandContainers(estate, subscription, group);
        var path = http.Request.Path.Value!;
        var found = estate.Find(path)?.Arm
            ?? throw ArmError.ResourceNotFound(path.Contains("/serverfarms/", StringComparison.OrdinalIgnoreCase) ? "Microsoft.Web/serverfarms" : "Microsoft.Web/sites", name, group);
        return http.WriteJsonAsync(found);
    }

    private static void DemandContainers(EstateSnapshot estate, string subscription, string? group)
    {
        if (estate.Unreadable.Contains(subscription))
        {
            var scope = $"/subscriptions/{subscription}" + (group is null ? "" : $"/resourceGroups/{group}") + "/providers/Microsoft.Web";
            throw ArmError.AuthorizationFailed("Microsoft.Web/sites/read", scope);
        }

        if (estate.Find($"/subscriptions/{subscription}") is null)
        {
            throw ArmError.SubscriptionNotFound(subscription);
        }

        if (group is not null && estate.Find($"/subscriptions/{subscription}/resourceGroups/{group}") is null)
        {
            throw ArmError.GroupNotFound(group);
        }
    }

    private static bool Same(string? a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
