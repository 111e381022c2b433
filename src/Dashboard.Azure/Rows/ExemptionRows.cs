using System.Globalization;
using System.Text.Json;
using Dashboard.Azure.ResourceGraph;
using Dashboard.Core.Exemptions;

namespace Dashboard.Azure.Rows;

/// <summary>The columns of <c>policy-exemptions.kql</c>, in its order.</summary>
internal enum ExemptionColumn
{
    Id,
    AssignmentId,
    Category,
    ExpiresOn,
    DisplayName,
    Description,
    References,
    Selectors,
    CreatedBy,
    CreatedAt,
    ModifiedBy,
    ModifiedAt,
}

/// <summary>
/// Reads policy exemptions. Whatever has the id of one is one, with what could be understood of it: a row that is dropped would look
/// like an exemption that is gone.
/// </summary>
internal static class ExemptionRows
{
    // Azure's own limits add up to less. A longer one is no id, and could not be found by an index of PostgreSQL.
    private const int MaxId = 600;

    /// <summary>The query.</summary>
    public static GraphQuery<ExemptionState> Query { get; } =
        new("policy exemptions", QueryText.Of("policy-exemptions"), GraphColumns.Of<ExemptionColumn>(), Read) { AllLevels = true };

    /// <summary>A text that is shown, cut where it is longer than Azure allows; null where it is empty or none.</summary>
    public static string? Text(JsonElement value)
    {
        if (JsonReadings.TextOrNull(value) is not { } text || string.IsNullOrWhiteSpace(text)) return null;
        if (text.Length <= ExemptionState.MaxText) return text;
        // Half of a character is none, and one database would refuse it.
        var length = char.IsHighSurrogate(text[ExemptionState.MaxText - 1]) ? ExemptionState.MaxText - 1 : ExemptionState.MaxText;
        return text[..length];
    }

    private static ExemptionState? Read(GraphRow row)
    {
        var id = JsonReadings.TextOrNull(At(row, ExemptionColumn.Id))!;
        if (!id.StartsWith('/') || id.Length > MaxId || !id.Contains("/policyExemptions/", StringComparison.OrdinalIgnoreCase)) return null;
        var expiry = At(row, ExemptionColumn.ExpiresOn);
        var expires = Time(expiry);
        return new ExemptionState
        {
            ResourceId = id,
            AssignmentId = Text(At(row, ExemptionColumn.AssignmentId)) ?? "",
            Category = Category(At(row, ExemptionColumn.Category)),
            ExpiresOn = expires,
            ExpiryUnderstood = expires is not null || expiry.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined || IsEmpty(expiry),
            DisplayName = Text(At(row, ExemptionColumn.DisplayName)),
            Description = Text(At(row, ExemptionColumn.Description)),
            References = References(At(row, ExemptionColumn.References)),
            HasSelectors = HasSelectors(At(row, ExemptionColumn.Selectors)),
            CreatedBy = Text(At(row, ExemptionColumn.CreatedBy)),
            CreatedAt = Time(At(row, ExemptionColumn.CreatedAt)),
            ModifiedBy = Text(At(row, ExemptionColumn.ModifiedBy)),
            ModifiedAt = Time(At(row, ExemptionColumn.ModifiedAt)),
        };
    }

    // The names of an enum's members, in any casing, and nothing else: Enum.Parse would take numbers.
    private static ExemptionCategory? Category(JsonElement value)
    {
        var text = JsonReadings.TextOrNull(value)?.Trim();
        return Enum.GetValues<ExemptionCategory>().Cast<ExemptionCategory?>()
            .FirstOrDefault(c => c.ToString()!.Equals(text, StringComparison.OrdinalIgnoreCase));
    }

    // To the millisecond, as it is kept: what is read must compare equal to what was stored of it.
    private static DateTimeOffset? Time(JsonElement value) =>
        DateTimeOffset.TryParse(
            JsonReadings.TextOrNull(value), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds())
            : null;

    private static bool IsEmpty(JsonElement value) => value.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(value.GetString());

    private static List<string> References(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? [.. value.EnumerateArray().Select(Text).OfType<string>().Take(ExemptionState.MaxReferences)]
        : [];

    private static bool HasSelectors(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => false,
        JsonValueKind.Array => value.GetArrayLength() > 0,
        // Something is there that is not understood: it may narrow.
        _ => true,
    };

    private static JsonElement At(GraphRow row, ExemptionColumn column) => row[(int)column];
}
