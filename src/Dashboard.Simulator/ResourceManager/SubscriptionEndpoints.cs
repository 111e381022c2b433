using Dashboard.Simulator.Hosting;

namespace Dashboard.Simulator.ResourceManager;

/// <summary>Subscriptions as ARM lists them.</summary>
internal sealed class SubscriptionEndpoints(World world)
{
    private static readonly string[] Versions =
        ["2016-06-01", "2018-06-01", "2019-06-01", "2019-11-01", "2020-01-01", "2021-01-01", "2021-04-01", "2022-12-01", "2024-11-01"];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/subscriptions", ListAsync);
        routes.MapGet("/subscriptions/{subscription}", GetAsync);
    }

    private Task ListAsync(HttpContext http)
    {
        ApiVersions.Demand(http.Request, Versions);
        return ArmList.WriteAsync(http, world.For(http).Resources.Where(r => r.Parts.Type == "microsoft.resources/subscriptions"));
    }

    private Task GetAsync(HttpContext http, string subscription)
    {
        ApiVersions.Demand(http.Request, Versions);
        var estate = world.For(http);
        if (estate.Unreadable.Contains(subscription))
        {
            throw ArmError.AuthorizationFailed("Microsoft.Resources/subscriptions/read", $"/subscriptions/{subscription}");
        }

        var found = estate.Find($"/subscriptions/{subscription}")?.Arm ?? throw ArmError.SubscriptionNotFound(subscription);
        return http.WriteJsonAsync(found);
    }
}
