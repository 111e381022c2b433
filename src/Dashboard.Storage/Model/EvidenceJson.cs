using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dashboard.Core.Posture;

namespace Dashboard.Storage.Model;

/// <summary>
/// Rule outcomes as compact JSON, an array each: <c>[["MTLS001",1,3,"clientCertEnabled: false"],…]</c> (id, result,
/// severity, evidence). The numbers are those of the enumerations, which therefore never change.
/// </summary>
internal static class EvidenceJson
{
    private const int HashBytes = 16;

    /// <summary>The evidence is Azure's text: it is stored as it came and encoded by whoever shows it.</summary>
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON text as UTF-8, written into <paramref name="buffer"/>.</summary>
    public static void Write(ArrayBufferWriter<byte> buffer, IReadOnlyList<RuleOutcome> rules)
    {
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartArray();
        foreach (var rule in rules)
        {
            json.WriteStartArray();
            json.WriteStringValue(rule.Id);
            json.WriteNumberValue((int)rule.Result);
            json.WriteNumberValue((int)rule.Severity);
            json.WriteStringValue(rule.Evidence);
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    /// <summary>The hash by which equal contents are found.</summary>
    public static byte[] Hash(ReadOnlySpan<byte> json)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(json, hash);
        return hash[..HashBytes].ToArray();
    }

    /// <summary>The outcomes in a stored text.</summary>
    public static IReadOnlyList<RuleOutcome> Read(string text)
    {
        using var json = JsonDocument.Parse(Encoding.UTF8.GetBytes(text));
        var rules = new List<RuleOutcome>(json.RootElement.GetArrayLength());
        foreach (var rule in json.RootElement.EnumerateArray())
        {
            rules.Add(new RuleOutcome(
                rule[0].GetString()!, (RuleResult)rule[1].GetInt32(), (Severity)rule[2].GetInt32(), rule[3].GetString()!));
        }
        return rules;
    }
}
