using System.Globalization;
using Azure;

namespace Dashboard.Azure.Pipeline;

/// <summary>The headers in which Cost Management tells of its quotas. It seldom sends a <c>Retry-After</c>.</summary>
internal static class CostHeaders
{
    private const string Prefix = "x-ms-ratelimit-microsoft.";
    private const string RetrySuffix = "-retry-after";
    private const string RemainingHeader = "x-ms-ratelimit-microsoft.costmanagement-qpu-remaining";

    /// <summary>
    /// The longest wait that one of <c>x-ms-ratelimit-microsoft.costmanagement-{qpu|entity|tenant|client|clienttype}-retry-after</c>
    /// and <c>x-ms-ratelimit-microsoft.consumption-retry-after</c> asks for: with a shorter one the other quota refuses. Null
    /// where there is none.
    /// </summary>
    public static TimeSpan? RetryAfter(Response response)
    {
        TimeSpan? longest = null;
        foreach (var header in response.Headers)
        {
            if (!header.Name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
                || !header.Name.EndsWith(RetrySuffix, StringComparison.OrdinalIgnoreCase)
                || !int.TryParse(header.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) continue;
            var wait = TimeSpan.FromSeconds(seconds);
            if (longest is null || wait > longest) longest = wait;
        }

        return longest;
    }

    /// <summary>
    /// What is left of each quota of query units, as in <c>QueriesPerHour:597,QueriesPerMin:57,QueriesPer10Sec:9</c>; what is
    /// not understood is left out.
    /// </summary>
    public static IReadOnlyList<(TimeSpan Window, int Remaining)> Remaining(Response response)
    {
        if (!response.Headers.TryGetValue(RemainingHeader, out var text) || text is null) return [];
        var read = new List<(TimeSpan, int)>();
        foreach (var entry in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (entry.Split(':') is not [var name, var number] || WindowOf(name) is not { } window
                || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var left)) continue;
            read.Add((window, left));
        }

        return read;
    }

    private static TimeSpan? WindowOf(string name) => name switch
    {
        "QueriesPerHour" => TimeSpan.FromHours(1),
        "QueriesPerMin" => TimeSpan.FromMinutes(1),
        "QueriesPer10Sec" => TimeSpan.FromSeconds(10),
        _ => null,
    };
}
