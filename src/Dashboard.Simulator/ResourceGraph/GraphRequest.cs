using System.Text.Json;

namespace Dashboard.Simulator.ResourceGraph;

/// <summary>A query as it arrives.</summary>
internal sealed record GraphRequest
{
    /// <summary>The largest page; a larger <c>$top</c> is capped, not refused.</summary>
    private const int LargestPage = 1000;

    public required string Query { get; init; }

    /// <summary>Null when the request names none.</summary>
    public IReadOnlyList<string>? Subscriptions { get; init; }

    public IReadOnlyList<string>? ManagementGroups { get; init; }

    public int Top { get; init; } = LargestPage;

    public int Skip { get; init; }

    public string? SkipToken { get; init; }

    public bool Table { get; init; }

    /// <summary>Which things of Azure Policy are wanted, by where they are.</summary>
    public PolicyReach Reach { get; init; }

    public IReadOnlyList<FacetRequest> Facets { get; init; } = [];

    public static GraphRequest Parse(JsonElement body)
    {
        var options = Property(body, "options");
        if (Property(body, "query") is not { ValueKind: JsonValueKind.String } query || string.IsNullOrWhiteSpace(query.GetString()))
        {
            throw new GraphError(400, "BadRequest", new GraphErrorDetail("QueryRequired", "Query is required and must be a non-empty string."));
        }

        return new GraphRequest
        {
            Query = query.GetString()!,
            Subscriptions = Strings(body, "subscriptions"),
            ManagementGroups = Strings(body, "managementGroups"),
            Top = Math.Min(Number(options, "$top", 1) ?? LargestPage, LargestPage),
            Skip = Number(options, "$skip", 0) ?? 0,
            SkipToken = Property(options, "$skipToken") is { ValueKind: JsonValueKind.String } token ? token.GetString() : null,
            Table = Format(options),
            Reach = ReachOf(options),
            Facets = Property(body, "facets") is { ValueKind: JsonValueKind.Array } facets
                ? [.. facets.EnumerateArray().Select(FacetRequest.Parse)]
                : [],
        };
    }

    internal static JsonElement? Property(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } e && e.TryGetProperty(name, out var value) ? value : null;

    internal static int? Number(JsonElement? options, string name, int least)
    {
        if (Property(options, name) is not { } value || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least
            ? number
            : throw new GraphError(400, "BadRequest", new GraphErrorDetail("InvalidOptions", $"The option '{name}' must be a number of at least {least}."));
    }

    private static bool Format(JsonElement? options)
    {
        var format = Property(options, "resultFormat") is { ValueKind: JsonValueKind.String } value ? value.GetString() : "objectArray";
        return format!.ToUpperInvariant() switch
        {
            "TABLE" => true,
            "OBJECTARRAY" => false,
            _ => throw new GraphError(400, "BadRequest", new GraphErrorDetail("InvalidOptions", $"The result format '{format}' is not known.")),
        };
    }

    private static PolicyReach ReachOf(JsonElement? options)
    {
        if (Property(options, "authorizationScopeFilter") is not { ValueKind: JsonValueKind.String } value)
        {
            return PolicyReach.AtScopeAndBelow;
        }

        return Enum.TryParse<PolicyReach>(value.GetString(), ignoreCase: true, out var reach) && Enum.IsDefined(reach)
            ? reach
            : throw new GraphError(400, "BadRequest", new GraphErrorDetail("InvalidOptions", $"The authorization scope filter '{value}' is not known."));
    }

    private static List<string>? Strings(JsonElement body, string name)
    {
        if (Property(body, name) is not { } value || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(i => i.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(i => i.GetString()!)]
            : throw new GraphError(400, "BadRequest", new GraphErrorDetail("InvalidRequest", $"'{name}' must be an array of strings."));
    }
}

/// <summary>The values of <c>authorizationScopeFilter</c>, by which rows of <c>policyresources</c> are chosen.</summary>
internal enum PolicyReach
{
    AtScopeAndBelow,
    AtScopeAndAbove,
    AtScopeExact,
    AtScopeAboveAndBelow,
}
