using System.Globalization;
using System.Security.Cryptography;
using Dashboard.Simulator.Billing;
using Dashboard.Simulator.Hosting;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.CostManagement;

/// <summary><c>POST …/providers/Microsoft.CostManagement/query</c> for a subscription or a resource group.</summary>
internal sealed class CostEndpoint(World world, QueryUnits units, int pageSize)
{
    private const string Query = "/providers/Microsoft.CostManagement/query";
    private const string Parameter = "$skiptoken";
    private const string Header = "x-ms-ratelimit-microsoft.costmanagement-";

    private static readonly string[] Versions =
    [
        "2019-01-01", "2019-10-01", "2019-11-01", "2021-10-01", "2022-10-01", "2023-03-01", "2023-08-01", "2023-11-01", "2024-08-01", "2025-03-01",
    ];

    private int turn;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/subscriptions/{subscription}" + Query, (HttpContext http, string subscription) => AnswerAsync(http, subscription, null));
        routes.MapPost("/subscriptions/{subscription}/resourceGroups/{group}" + Query, (HttpContext http, string subscription, string group) => AnswerAsync(http, subscription, group));
    }

    private async Task AnswerAsync(HttpContext http, string subscription, string? group)
    {
        ApiVersions.Demand(http.Request, Versions);
        var account = Account(http, subscription);
        var body = await BodyAsync(http);
        var request = CostRequest.Parse(body, world.Clock.Now);
        var fingerprint = Convert.ToHexString(SHA256.HashData(body))[..16];
        var skip = Skip(http.Request, fingerprint);
        if (!await TakeAsync(http, skip == 0 ? request.Units : 1))
        {
            return;
        }

        if (account.Access == CostAccess.Empty)
        {
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        if (group is not null)
        {
            account = account with { Plans = [.. account.Plans.Where(p => string.Equals(p.Parts.ResourceGroup, group, StringComparison.OrdinalIgnoreCase))] };
        }

        var table = CostTable.Of(request, account, world.Clock.Now);
        await http.WriteJsonAsync(Answer(http.Request, table, skip, fingerprint));
    }

    private BillingAccount Account(HttpContext http, string subscription)
    {
        var estate = world.For(http);
        if (estate.Find($"/subscriptions/{subscription}") is null && !estate.Unreadable.Contains(subscription))
        {
            throw ArmError.SubscriptionNotFound(subscription);
        }

        var account = world.Billing.Of(subscription) ?? throw ArmError.SubscriptionNotFound(subscription);
        return account.Access != CostAccess.Forbidden && !estate.Unreadable.Contains(subscription)
            ? account
            : throw new ArmError(403, "RBACAccessDenied", $"The client does not have authorization to perform action. Request ID: {Guid.NewGuid()}");
    }

    private static async Task<byte[]> BodyAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        return body.ToArray();
    }

    /// <summary>A refusal has the service's own header and no <c>Retry-After</c>.</summary>
    private async Task<bool> TakeAsync(HttpContext http, int need)
    {
        var headers = http.Response.Headers;
        var wait = units.Take(need);
        if (wait > TimeSpan.Zero)
        {
            headers[Header + "qpu-retry-after"] = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            await http.WriteJsonAsync(TooMany());
            return false;
        }

        // Entities and tenants have quotas of requests beside that of units; they are never the first to end here.
        headers["x-ms-ratelimit-remaining-microsoft.costmanagement-entity-requests"] = "DefaultQuota:7";
        headers["x-ms-ratelimit-remaining-microsoft.costmanagement-tenant-requests"] = "DefaultQuota:49";
        headers[Header + "qpu-consumed"] = need.ToString(CultureInfo.InvariantCulture);
        headers[Header + "qpu-remaining"] = units.Remaining();
        return true;
    }

    /// <summary>The body of a 429.</summary>
    public static Bag TooMany() => new ArmError(429, "429", "Too many requests. Please retry.").ToJson();

    private Bag Answer(HttpRequest request, CostTable table, int skip, string fingerprint)
    {
        var name = Estate.Draw.From(Interlocked.Increment(ref turn)).Guid().ToString();
        return new Bag
        {
            ["id"] = $"{request.Path.Value!.TrimStart('/')}/{name}",
            ["name"] = name,
            ["type"] = "Microsoft.CostManagement/query",
            ["location"] = null,
            ["sku"] = null,
            ["eTag"] = null,
            ["properties"] = new Bag
            {
                ["nextLink"] = skip + pageSize < table.Rows.Count ? NextLink(request, skip + pageSize, fingerprint) : null,
                ["columns"] = table.Columns.ToArray<object?>(),
                ["rows"] = table.Rows.Skip(skip).Take(pageSize).ToArray<object?>(),
            },
        };
    }

    // The token belongs to one query: with another body it is refused, as it would be without a body at all.
    private static int Skip(HttpRequest request, string fingerprint)
    {
        var token = request.Query[Parameter].ToString();
        if (token.Length == 0)
        {
            return 0;
        }

        return token.Split('-') is [var rows, var print] && print == fingerprint && int.TryParse(rows, NumberStyles.None, CultureInfo.InvariantCulture, out var skip)
            ? skip
            : throw new ArmError(400, "BadRequest", "Invalid query definition: the skip token does not belong to it.");
    }

    private static string NextLink(HttpRequest request, int skip, string fingerprint) =>
        string.Create(CultureInfo.InvariantCulture, $"{request.Scheme}://{request.Host}{request.Path}?api-version={request.Query["api-version"]}&{Parameter}={skip}-{fingerprint}");
}
