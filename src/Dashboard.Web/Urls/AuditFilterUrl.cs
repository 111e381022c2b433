using Dashboard.Storage.Auditing;
using Microsoft.Extensions.Primitives;

namespace Dashboard.Web.Urls;

/// <summary>The filter of the audit trail in URLs. A bare date means the whole day: its start in <c>from</c>, its end in <c>to</c>.</summary>
public static class AuditFilterUrl
{
    /// <summary>Reads a query string; what is not understood is left out and told.</summary>
    public static (AuditFilter Filter, IReadOnlyList<(string Parameter, string Detail)> Problems) Parse(
        IEnumerable<KeyValuePair<string, StringValues>> query)
    {
        var values = query.ToDictionary(q => q.Key, q => q.Value, StringComparer.OrdinalIgnoreCase);
        var problems = new List<(string, string)>();
        var filter = new AuditFilter(Text("action"), Text("actor"), Text("subject"), Moment("from"), Moment("to"));
        return (filter, problems);

        string? Text(string name)
        {
            if (!values.TryGetValue(name, out var texts) || string.IsNullOrWhiteSpace(texts.ToString())) return null;
            if (texts.Count == 1) return texts[0]!.Trim();
            problems.Add((name, $"{name} is given once."));
            return null;
        }

        DateTimeOffset? Moment(string name)
        {
            if (Text(name) is not { } text) return null;
            if (name == "from" && AsOfUrl.TryParseDate(text, out var day)) return new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            if (AsOfUrl.TryParse(text, out var moment)) return moment;
            problems.Add((name, $"{name} is an ISO 8601 date (2026-03-31) or time (2026-03-31T06:00:00Z)."));
            return null;
        }
    }

    /// <summary>The parameters of a filter.</summary>
    public static IEnumerable<(string Name, string Value)> ToPairs(AuditFilter filter)
    {
        if (filter.Action is { } action) yield return ("action", action);
        if (filter.Actor is { } actor) yield return ("actor", actor);
        if (filter.Subject is { } subject) yield return ("subject", subject);
        if (filter.From is { } from) yield return ("from", From(from));
        if (filter.To is { } to) yield return ("to", AsOfUrl.Format(to));
    }

    private static string From(DateTimeOffset from) => from.UtcDateTime.TimeOfDay == TimeSpan.Zero
        ? from.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
        : from.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
