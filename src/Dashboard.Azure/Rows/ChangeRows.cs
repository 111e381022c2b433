using System.Globalization;
using System.Text.Json;
using Dashboard.Azure.ResourceGraph;
using Dashboard.Core.Inventory;

namespace Dashboard.Azure.Rows;

/// <summary>The columns of <c>changes.kql</c>, in its order.</summary>
internal enum ChangeColumn
{
    Id,
    Target,
    ChangeType,
    At,
    Operation,
    ChangedBy,
    ChangedByType,
    ClientType,
    Changes,
}

/// <summary>Reads Azure's change records from the rows of <c>changes.kql</c>.</summary>
internal static class ChangeRows
{
    /// <summary>Values are shown and stored: longer ones are cut, as the service itself does.</summary>
    private const int MaxValue = 1000;

    private const string PlaceHolder = "datetime(2000-01-01T00:00:00.000Z)";

    private static readonly string Text = QueryText.Of("changes");

    /// <summary>The query for records since <paramref name="since"/>.</summary>
    public static GraphQuery<ResourceChange> Since(DateTimeOffset since)
    {
        var moment = since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return new("changes", Text.Replace(PlaceHolder, $"datetime({moment})", StringComparison.Ordinal), GraphColumns.Of<ChangeColumn>(), Read);
    }

    private static ResourceChange? Read(GraphRow row)
    {
        // Azure compares ids without regard to case, and tells the same record in changing case: folded, it is told of once.
        var id = At(row, ChangeColumn.Id)?.ToLowerInvariant();
        var target = At(row, ChangeColumn.Target);
        if (id is null || target is null || !target.StartsWith('/')) return null;
        if (!Enum.TryParse<ResourceChangeType>(At(row, ChangeColumn.ChangeType), ignoreCase: true, out var type) || !Enum.IsDefined(type)) return null;
        if (!DateTimeOffset.TryParse(
            At(row, ChangeColumn.At), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at))
        {
            return null;
        }

        var author = new ChangeAuthor(
            At(row, ChangeColumn.ChangedBy), At(row, ChangeColumn.ChangedByType), At(row, ChangeColumn.ClientType), At(row, ChangeColumn.Operation));
        return new ResourceChange(id, target, type, at, author, Properties(row[(int)ChangeColumn.Changes]));
    }

    private static List<PropertyChange> Properties(JsonElement changes)
    {
        var read = new List<PropertyChange>();
        if (changes.ValueKind != JsonValueKind.Object) return read;
        foreach (var change in changes.EnumerateObject())
        {
            var (before, cutBefore) = Value(JsonReadings.Property(change.Value, "previousValue"));
            var (after, cutAfter) = Value(JsonReadings.Property(change.Value, "newValue"));
            var truncated = JsonReadings.IsTrue(JsonReadings.Property(change.Value, "isTruncated"));
            read.Add(new PropertyChange(JsonReadings.WithoutNul(change.Name), before, after, truncated || cutBefore || cutAfter));
        }

        return read;
    }

    private static (string? Text, bool Cut) Value(JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => null,
            JsonValueKind.String => JsonReadings.TextOrNull(value),
            _ => value.GetRawText(),
        };
        return text is { Length: > MaxValue } ? (text[..MaxValue], true) : (text, false);
    }

    private static string? At(GraphRow row, ChangeColumn column) =>
        JsonReadings.TextOrNull(row[(int)column]) is { Length: > 0 } text ? text : null;
}
