using System.Buffers;
using System.Text.Json;

namespace Dashboard.Azure.ResourceGraph;

/// <summary>Writes the body of a Resource Graph request.</summary>
internal static class GraphRequest
{
    /// <summary>The api-version of the endpoint.</summary>
    public const string Path = "/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01";

    /// <summary>The body for one page.</summary>
    /// <param name="scope">What it covers.</param>
    /// <param name="query">The text of the query.</param>
    /// <param name="top">Rows of a page.</param>
    /// <param name="skipToken">What asks for a next page; null for the first.</param>
    /// <param name="allLevels">See <see cref="GraphQuery{T}.AllLevels"/>.</param>
    public static ReadOnlyMemory<byte> Body(GraphScope scope, string query, int top, string? skipToken, bool allLevels = false)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartArray(scope.Property);
        foreach (var id in scope.Ids) json.WriteStringValue(id);
        json.WriteEndArray();
        json.WriteString("query", query);
        json.WriteStartObject("options");
        json.WriteNumber("$top", top);
        if (skipToken is not null) json.WriteString("$skipToken", skipToken);
        json.WriteString("resultFormat", "objectArray");
        if (allLevels) json.WriteString("authorizationScopeFilter", "AtScopeAboveAndBelow");
        // With too many subscriptions below the groups: search what fits, and say so in a header.
        if (scope.IsManagementGroups) json.WriteBoolean("allowPartialScopes", true);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
