using System.Text.Json;
using Dashboard.Azure;

namespace Dashboard.Benchmarks.Bare;

/// <summary>The product's own query texts: the baseline asks for the same pages.</summary>
internal static class BareQuery
{
    public static string Apps { get; } = Text("apps");

    public static string Plans { get; } = Text("plans");

    public static string ResourceGroups { get; } = Text("resource-groups");

    public static string Subscriptions { get; } = Text("subscriptions");

    /// <summary>The body of a request for a page.</summary>
    public static byte[] Body(string query, IReadOnlyList<string> subscriptions, string? skipToken)
    {
        var options = new Dictionary<string, object> { ["$top"] = 1000, ["resultFormat"] = "objectArray" };
        if (skipToken is not null) options["$skipToken"] = skipToken;
        return JsonSerializer.SerializeToUtf8Bytes(new { subscriptions, query, options });
    }

    private static string Text(string name)
    {
        using var stream = typeof(AzureRegistration).Assembly.GetManifestResourceStream($"Dashboard.Azure.ResourceGraph.Queries.{name}.kql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
