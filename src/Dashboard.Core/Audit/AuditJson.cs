using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Dashboard.Core.Audit;

/// <summary>
/// The one text of an entry, after RFC 8785: keys sorted, no whitespace, only the escapes that JSON demands, numbers only
/// as integers. Times are Unix milliseconds; details are pairs in an array, since their order counts.
/// </summary>
public static class AuditJson
{
    private const int Version = 1;

    /// <summary>The canonical text of <paramref name="entry"/>.</summary>
    /// <exception cref="ArgumentException">A text holds half a surrogate pair, which has no UTF-8 form.</exception>
    public static string Write(AuditEntry entry)
    {
        var json = new StringBuilder(512);
        json.Append("{\"action\":");
        CanonicalJson.AppendText(json, entry.Action);
        json.Append(",\"actor\":{\"id\":");
        CanonicalJson.AppendText(json, entry.Actor.Id);
        json.Append(",\"kind\":");
        CanonicalJson.AppendText(json, Name(entry.Actor.Kind));
        json.Append(",\"name\":");
        CanonicalJson.AppendText(json, entry.Actor.Name);
        json.Append(",\"roles\":");
        AppendArray(json, entry.Actor.Roles, CanonicalJson.AppendText);
        json.Append("},\"at\":").Append(CultureInfo.InvariantCulture, $"{entry.At.ToUnixTimeMilliseconds()}");
        json.Append(",\"details\":");
        AppendArray(json, entry.Details, AppendDetail);
        json.Append(",\"outcome\":");
        CanonicalJson.AppendText(json, Name(entry.Outcome));
        json.Append(CultureInfo.InvariantCulture, $",\"seq\":{entry.Seq}");
        json.Append(",\"subject\":{\"id\":");
        CanonicalJson.AppendText(json, entry.Subject.Id);
        json.Append(",\"kind\":");
        CanonicalJson.AppendText(json, entry.Subject.Kind);
        return json.Append(CultureInfo.InvariantCulture, $"}},\"v\":{Version}}}").ToString();
    }

    /// <summary>The entry of a canonical text; null where the text is anything else, however small the difference.</summary>
    public static AuditEntry? Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var entry = Read(document.RootElement);
            return Write(entry) == text ? entry : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException
            or IndexOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>The stored name of a kind of actor.</summary>
    public static string Name(ActorKind kind) => kind switch
    {
        ActorKind.Person => "person",
        ActorKind.LocalOperator => "local-operator",
        ActorKind.Schedule => "schedule",
        ActorKind.System => "system",
        ActorKind.Machine => "machine",
    };

    /// <summary>The stored name of an outcome.</summary>
    public static string Name(AuditOutcome outcome) => outcome switch
    {
        AuditOutcome.Succeeded => "succeeded",
        AuditOutcome.Partial => "partial",
        AuditOutcome.Failed => "failed",
    };

    private static AuditEntry Read(JsonElement json)
    {
        var (actor, subject) = (json.GetProperty("actor"), json.GetProperty("subject"));
        return new AuditEntry(
            json.GetProperty("seq").GetInt64(),
            DateTimeOffset.FromUnixTimeMilliseconds(json.GetProperty("at").GetInt64()),
            new AuditActor(
                Text(actor, "id"), Text(actor, "name"), [.. actor.GetProperty("roles").EnumerateArray().Select(r => r.GetString() ?? "")],
                Value<ActorKind>(Text(actor, "kind"), Name)),
            Text(json, "action"),
            new AuditSubject(Text(subject, "kind"), Text(subject, "id")),
            [.. json.GetProperty("details").EnumerateArray().Select(d => new AuditDetail(d[0].GetString() ?? "", d[1].GetString() ?? ""))],
            Value<AuditOutcome>(Text(json, "outcome"), Name));
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? "";

    private static T Value<T>(string name, Func<T, string> nameOf)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
            if (nameOf(value) == name) return value;
        throw new FormatException($"'{name}' is no {typeof(T).Name}.");
    }

    private static void AppendArray<T>(StringBuilder json, IReadOnlyList<T> items, Action<StringBuilder, T> append)
    {
        json.Append('[');
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0) json.Append(',');
            append(json, items[i]);
        }

        json.Append(']');
    }

    private static void AppendDetail(StringBuilder json, AuditDetail detail) =>
        AppendArray(json, [detail.Key, detail.Value], CanonicalJson.AppendText);
}
