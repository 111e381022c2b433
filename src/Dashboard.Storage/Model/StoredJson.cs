using System.Text.Json;
using System.Text.Json.Serialization;
using Dashboard.Core.Inventory;
using Dashboard.Core.Runs;

namespace Dashboard.Storage.Model;

/// <summary>The JSON texts of stored rows.</summary>
[JsonSerializable(typeof(RunReport))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<PropertyChange>))]
internal sealed partial class StoredJson : JsonSerializerContext
{
    public static string Write(RunReport report) => JsonSerializer.Serialize(report, Default.RunReport);

    public static RunReport ReadReport(string json) => JsonSerializer.Deserialize(json, Default.RunReport)!;

    public static string WriteNames(IReadOnlyList<string> names) => JsonSerializer.Serialize(names, Default.IReadOnlyListString);

    public static IReadOnlyList<string> ReadNames(string json) => JsonSerializer.Deserialize(json, Default.IReadOnlyListString)!;

    public static string WriteProperties(IReadOnlyList<PropertyChange> properties) =>
        JsonSerializer.Serialize(properties, Default.IReadOnlyListPropertyChange);

    public static IReadOnlyList<PropertyChange> ReadProperties(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize(json, Default.IReadOnlyListPropertyChange)!;

    /// <summary>Names of the scopes that <paramref name="report"/> says were not read.</summary>
    public static string MissingScopes(RunReport report) =>
        WriteNames([.. report.Scopes.Where(s => !s.Read).Select(s => s.Name)]);
}
