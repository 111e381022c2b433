using Dashboard.Core.Connections;
using Dashboard.Storage.Queries;
using Dashboard.Web.Access;
using Dashboard.Web.Api.Contracts;
using Dashboard.Web.Connections;
using Dashboard.Web.Hosting.Settings;

namespace Dashboard.Web.Api;

/// <summary>The connection to Azure: what was found at the last test, and testing it.</summary>
internal static class ConnectionEndpoints
{
    /// <summary>Maps <c>connections</c>.</summary>
    public static void MapConnections(this IEndpointRouteBuilder api)
    {
        var connections = api.MapGroup("/connections").WithTags("Connections");
        connections.MapGet("/", List).WithQuery().RequireAuthorization(Policies.ReadOperations)
            .WithSummary("Every source with the last test of it since the program started (roles Admin, Auditor, Security)")
            .Produces<ListResponse<ConnectionResponse>>();
        connections.MapPost("/test", TestAll).RequireAuthorization(Policies.TestConnections)
            .WithSummary("Tests every source that is read, which changes nothing (roles Admin, Security)")
            .Produces<ListResponse<ConnectionResponse>>().ProducesProblem(409);
        connections.MapPost("/{source}/test", TestOne).RequireAuthorization(Policies.TestConnections)
            .WithPath("source", "The source, for example resourceGraph.")
            .WithSummary("Tests one source, for example resourceGraph (roles Admin, Security)")
            .Produces<ListResponse<ConnectionResponse>>().ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<IResult> List(
        HttpContext context, ConnectionTester tester, DashboardSettings settings, RunQuery runs, TimeProvider clock, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        var standings = tester.Standings;
        var principal = RoleGrant.Principal(
            standings.Select(s => s.Check?.Identity).FirstOrDefault(i => i is not null), settings.Azure?.ClientId);
        return TypedResults.Ok(new ListResponse<ConnectionResponse>(
            [.. standings.Select(s => ConnectionResponse.Of(s, principal))], standings.Count, clock.GetUtcNow(),
            RunRefResponse.Of(await runs.StandingAsync(null, cancellationToken))));
    }

    private static Task<IResult> TestAll(
        HttpContext context, ConnectionTester tester, DashboardSettings settings, RunQuery runs, TimeProvider clock, CancellationToken cancellationToken) =>
        TestAsync(ConnectionSources.Read, context, tester, settings, runs, clock, cancellationToken);

    private static async Task<IResult> TestOne(
        string source, HttpContext context, ConnectionTester tester, DashboardSettings settings, RunQuery runs, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var named = ConnectionSources.All.Where(s => s.ToString().Equals(source, StringComparison.OrdinalIgnoreCase)).ToList();
        if (named is not [var one])
            return Problems.NotFound($"There is no such source. There are {string.Join(", ", ConnectionSources.All)}.");
        return ConnectionSources.Read.Contains(one)
            ? await TestAsync([one], context, tester, settings, runs, clock, cancellationToken)
            : Problems.Conflict("This version does not read this source, so there is nothing to test.");
    }

    private static async Task<IResult> TestAsync(
        IReadOnlyList<ConnectionSource> sources, HttpContext context, ConnectionTester tester, DashboardSettings settings, RunQuery runs,
        TimeProvider clock, CancellationToken cancellationToken) =>
        await tester.RunAsync(sources, Actors.Of(context.User), cancellationToken)
            ? await List(context, tester, settings, runs, clock, cancellationToken)
            : Problems.Conflict("Another test of the connection is under way.");
}
