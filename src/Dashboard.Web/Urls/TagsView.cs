using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Microsoft.Extensions.Primitives;

namespace Dashboard.Web.Urls;

/// <summary>What the tags page shows beside its filter: all of it is in its address.</summary>
public sealed record TagsView
{
    /// <summary>What it shows at first.</summary>
    public static TagsView Default { get; } = new();

    /// <summary>The kind whose missing tags are listed.</summary>
    public TagKind Kind { get; init; } = TagKind.Sensitivity;

    /// <summary>True: by subscription; false: by resource group.</summary>
    public bool BySubscription { get; init; }

    /// <summary>The page of that list, from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>The ARM id of the group or subscription whose fix is open; null for none.</summary>
    public string? Selected { get; init; }

    /// <summary>The value that the fix writes; null until one is chosen.</summary>
    public string? Value { get; init; }

    /// <summary>True: the fix for PowerShell; false: for the Azure CLI.</summary>
    public bool PowerShell { get; init; }

    /// <summary>The kind whose values in use are listed.</summary>
    public TagKind Values { get; init; } = TagKind.Sensitivity;

    /// <summary>The view that a query string says; what is not understood stays as at first.</summary>
    public static TagsView Parse(IReadOnlyDictionary<string, StringValues> query)
    {
        string? Text(string name) => query.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 and <= 1000 } text ? text : null;
        var kind = Enums.Of<TagKind>(Text("kind")) is { } k && TagGaps.Wanted.Contains(k) ? k : Default.Kind;
        return new TagsView
        {
            Kind = kind,
            BySubscription = Text("by") == "subscription",
            Page = int.TryParse(Text("page"), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var page) && page > 0 ? page : 1,
            Selected = Text("selected"),
            Value = Text("value"),
            PowerShell = Text("shell") == "powershell",
            Values = Enums.Of<TagKind>(Text("values")) ?? Default.Values,
        };
    }

    /// <summary>What of a query string is not understood.</summary>
    public static IEnumerable<UrlProblem> Problems(IReadOnlyDictionary<string, StringValues> query)
    {
        if (query.TryGetValue("kind", out var kind) && !(Enums.Of<TagKind>(kind.ToString()) is { } k && TagGaps.Wanted.Contains(k)))
            yield return new UrlProblem("kind", $"the tag is one of {string.Join(", ", TagGaps.Wanted)}.");
        if (query.TryGetValue("by", out var by) && by.ToString() is not ("group" or "subscription")) yield return new UrlProblem("by", "it is group or subscription.");
        if (query.TryGetValue("values", out var values) && Enums.Of<TagKind>(values.ToString()) is null)
            yield return new UrlProblem("values", $"the tag is one of {string.Join(", ", Enum.GetNames<TagKind>())}.");
    }

    /// <summary>The parameters that differ from what is shown at first.</summary>
    public IEnumerable<KeyValuePair<string, string>> ToPairs()
    {
        if (Kind != Default.Kind) yield return new("kind", Enums.Word(Kind));
        if (BySubscription) yield return new("by", "subscription");
        if (Page > 1) yield return new("page", Page.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (Selected is not null) yield return new("selected", Selected);
        if (Value is not null) yield return new("value", Value);
        if (PowerShell) yield return new("shell", "powershell");
        if (Values != Default.Values) yield return new("values", Enums.Word(Values));
    }

    /// <summary>Names of enumerations as addresses write them: <c>costCentre</c>.</summary>
    internal static class Enums
    {
        /// <summary>The word of a value.</summary>
        public static string Word<T>(T value) where T : struct, Enum => char.ToLowerInvariant(value.ToString()[0]) + value.ToString()[1..];

        /// <summary>The value of a word, without regard to case; null where there is none.</summary>
        public static T? Of<T>(string? word) where T : struct, Enum
        {
            foreach (var value in Enum.GetValues<T>())
                if (value.ToString().Equals(word, StringComparison.OrdinalIgnoreCase)) return value;
            return null;
        }
    }
}
