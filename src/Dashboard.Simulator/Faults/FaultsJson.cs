using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dashboard.Simulator.Faults;

/// <summary>Faults as JSON: an array of objects with a <c>kind</c>, the same in files and over HTTP.</summary>
internal static class FaultsJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowOutOfOrderMetadataProperties = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        NumberHandling = JsonNumberHandling.Strict,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    private static readonly JsonDocumentOptions Reading = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private static readonly Dictionary<string, Type> Kinds = typeof(Fault).GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToDictionary(a => (string)a.TypeDiscriminator!, a => a.DerivedType, StringComparer.Ordinal);

    /// <summary>Reads an array of faults.</summary>
    /// <exception cref="FaultsException">It is none, or an entry is not understood; the message names entry and word.</exception>
    public static IReadOnlyList<Fault> Parse(string text)
    {
        using var document = Document(text);
        if (document.RootElement.ValueKind != JsonValueKind.Array)
        {
            throw new FaultsException("Faults are a JSON array of objects with a 'kind'.");
        }

        var faults = document.RootElement.EnumerateArray().Select(Read).ToList();
        Check(faults);
        return faults;
    }

    public static async Task<IReadOnlyList<Fault>> ReadFileAsync(string path, CancellationToken ct)
    {
        try
        {
            return Parse(await File.ReadAllTextAsync(path, ct));
        }
        catch (Exception e) when (e is FaultsException or IOException or UnauthorizedAccessException)
        {
            throw new FaultsException($"Cannot read the faults file '{path}': {e.Message}", e);
        }
    }

    public static void Check(IReadOnlyList<Fault> faults)
    {
        for (var i = 0; i < faults.Count; i++)
        {
            if ((faults[i].When.Problem ?? faults[i].Problem) is { } problem)
            {
                throw new FaultsException($"Fault {i + 1}: {problem}.");
            }
        }
    }

    private static JsonDocument Document(string text)
    {
        try
        {
            return JsonDocument.Parse(text, Reading);
        }
        catch (JsonException e)
        {
            throw new FaultsException($"Faults are not valid JSON: {e.Message}", e);
        }
    }

    private static Fault Read(JsonElement entry, int index)
    {
        var kind = entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("kind", out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new FaultsException($"Fault {index + 1} is not an object with a text in 'kind'.");
        if (!Kinds.ContainsKey(kind))
        {
            throw new FaultsException($"Fault {index + 1}: there is no kind '{kind}'. Kinds: {string.Join(", ", Kinds.Keys)}.");
        }

        try
        {
            return entry.Deserialize<Fault>(Options)!;
        }
        catch (JsonException e)
        {
            throw new FaultsException($"Fault {index + 1} ({kind}): {e.Message}", e);
        }
    }
}

/// <summary>Faults that cannot be set; the message names the entry and what is wrong with it.</summary>
public sealed class FaultsException : Exception
{
    /// <summary>Tells what is wrong.</summary>
    public FaultsException(string message, Exception? reason = null)
        : base(message, reason)
    {
    }
}
