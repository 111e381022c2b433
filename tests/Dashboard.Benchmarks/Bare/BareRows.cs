using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dashboard.Benchmarks.Bare;

/// <summary>A page with typed rows: what a client would declare that wants nothing but the values.</summary>
internal sealed record BarePage<T>(
    int TotalRecords, IReadOnlyList<T> Data, [property: JsonPropertyName("$skipToken")] string? SkipToken);

/// <summary>A row of <c>apps.kql</c>, every column typed.</summary>
internal sealed record BareApp
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    public string? Kind { get; init; }

    public string? Location { get; init; }

    public string? ResourceGroup { get; init; }

    public string? SubscriptionId { get; init; }

    public Dictionary<string, string>? Tags { get; init; }

    public string? State { get; init; }

    public bool? Enabled { get; init; }

    public string? Sku { get; init; }

    public string? ServerFarmId { get; init; }

    public string? DefaultHostName { get; init; }

    public bool? ClientCertEnabled { get; init; }

    public string? ClientCertMode { get; init; }

    public string? ClientCertExclusionPaths { get; init; }

    public JsonElement? ClientCertExclusionEndPoints { get; init; }

    public bool? HttpsOnly { get; init; }

    public string? PublicNetworkAccess { get; init; }

    public bool? HasClientCertEnabled { get; init; }

    public bool? HasClientCertMode { get; init; }

    public bool? HasClientCertExclusionPaths { get; init; }

    public bool? HasClientCertExclusionEndPoints { get; init; }

    public bool? HasHttpsOnly { get; init; }

    public bool? HasPublicNetworkAccess { get; init; }

    public bool? Http20Enabled { get; init; }

    public string? MinTlsVersion { get; init; }

    public IReadOnlyList<BareRestriction>? IpSecurityRestrictions { get; init; }

    public string? IpSecurityRestrictionsDefaultAction { get; init; }

    public bool? HasHttp20Enabled { get; init; }

    public bool? HasMinTlsVersion { get; init; }

    public bool? HasIpSecurityRestrictions { get; init; }
}

/// <summary>An entry of an app's access restrictions.</summary>
internal sealed record BareRestriction(string? IpAddress, string? Action, string? VnetSubnetResourceId, string? Tag);

/// <summary>A row of <c>plans.kql</c>.</summary>
internal sealed record BarePlan(string Id, string? Name, string? Kind, string? Tier, string? SkuName, int? Capacity, bool? Reserved);

/// <summary>A row of <c>subscriptions.kql</c> or <c>resource-groups.kql</c>.</summary>
internal sealed record BareContainer(string Id, string? Name, string? SubscriptionId, Dictionary<string, string>? Tags);

/// <summary>Flags as Azure writes them: booleans, and their texts.</summary>
internal sealed class FlagConverter : JsonConverter<bool>
{
    public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? bool.Parse(reader.GetString()!) : reader.GetBoolean();

    public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) => writer.WriteBooleanValue(value);
}

/// <summary>Generated readers: the fastest that the platform offers without writing one by hand.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(FlagConverter)])]
[JsonSerializable(typeof(BarePage<BareApp>))]
[JsonSerializable(typeof(BarePage<BarePlan>))]
[JsonSerializable(typeof(BarePage<BareContainer>))]
internal sealed partial class BareJson : JsonSerializerContext;
