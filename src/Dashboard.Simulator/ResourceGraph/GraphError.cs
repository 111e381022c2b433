using Dashboard.Simulator.Kql;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.ResourceGraph;

/// <summary>One entry of an error's details; the place is given for what the parser refuses.</summary>
internal sealed record GraphErrorDetail(string Code, string Message, Spot? Spot = null)
{
    public Bag ToJson()
    {
        var detail = new Bag { ["code"] = Code, ["message"] = Message };
        if (Spot is { } spot)
        {
            detail["line"] = (long)spot.Line;
            detail["characterPositionInLine"] = (long)spot.Character;
            detail["token"] = spot.Token;
        }

        return detail;
    }
}

/// <summary>An answer of Resource Graph other than 200.</summary>
internal sealed class GraphError(int status, string code, params GraphErrorDetail[] details) : Exception
{
    private static readonly GraphErrorDetail InvalidQuery = new("InvalidQuery",
        "Query is invalid. Please refer to the documentation for the Azure Resource Graph service and fix the error before retrying.");

    public int Status => status;

    public static GraphError AccessDenied() => new(403, "AccessDenied",
        new GraphErrorDetail("AccessDenied", "Access is denied to the requested resource. The user might not have enough permission."));

    public static GraphError RateLimiting() => new(429, "RateLimiting",
        new GraphErrorDetail("RateLimiting", "Client application has been throttled and should not attempt to repeat the request until an amount of time has elapsed. Please see https://aka.ms/resourcegraph-throttling for help."));

    /// <summary>What is wrong with a query: always the general detail, then the particular one.</summary>
    public static GraphError From(KqlError error) => new(400, "BadRequest", InvalidQuery,
        error.Code is "DisallowedLogicalTableName" or "DisallowedMaxNumberOfOperators"
            ? new GraphErrorDetail(error.Code, error.Message)
            : new GraphErrorDetail(error.Code, error.Message, error.Spot));

    /// <summary>The body. The outer message never tells the cause.</summary>
    public Bag ToJson(string timestamp, string correlationId) => new()
    {
        ["error"] = new Bag
        {
            ["code"] = code,
            ["message"] = $"Please provide below info when asking for support: timestamp = {timestamp}, correlationId = {correlationId}.",
            ["details"] = details.Select(d => d.ToJson()).ToArray<object?>(),
        },
    };
}
