using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Web.Urls;

namespace Dashboard.Web.Api.Contracts;

/// <summary>One thing that lookups of tags met. Level, name and value are null where nothing was found.</summary>
internal sealed record TagResponse(
    TagKind Kind, TagStanding Standing, string? Level, string? Name, string? Value, int Apps, int Unclassified,
    string? SuggestedName, string? SuggestedValue, string AppsFilter)
{
    /// <summary>The rows of a report of some kinds and standings; empty means all.</summary>
    public static IReadOnlyList<TagResponse> Of(TagReport report, TagChoice choice, JudgementSettings settings)
    {
        var corrections = new TagCorrections(report, settings);
        return [.. report.Rows.Where(choice.Includes).Select(r => Of(r, corrections.Of(r)))];
    }

    private static TagResponse Of(TagRow row, TagCorrection? correction)
    {
        var missing = row.Standing == TagStanding.Missing;
        return new TagResponse(
            row.Kind, row.Standing, missing ? null : row.Level, missing ? null : row.Name, missing ? null : row.Value, row.Apps, row.Unclassified,
            correction?.Name, correction?.Value, row.Query.ToString());
    }
}

/// <summary>Which rows of the tags list.</summary>
/// <param name="Kinds">Of these kinds; empty means all.</param>
/// <param name="Standings">With these standings; empty means all.</param>
internal sealed record TagChoice(IReadOnlyList<TagKind> Kinds, IReadOnlyList<TagStanding> Standings)
{
    /// <summary>Every row.</summary>
    public static TagChoice All { get; } = new([], []);

    /// <summary>Whether a row is chosen.</summary>
    public bool Includes(TagRow row) =>
        (Kinds.Count == 0 || Kinds.Contains(row.Kind)) && (Standings.Count == 0 || Standings.Contains(row.Standing));

    /// <summary>The parameters that say it.</summary>
    public IEnumerable<KeyValuePair<string, string>> ToPairs() =>
        Kinds.Select(k => KeyValuePair.Create("kind", TagsView.Enums.Word(k)))
            .Concat(Standings.Select(s => KeyValuePair.Create("standing", TagsView.Enums.Word(s))));
}

/// <summary>Apps with a standing of a kind, each once.</summary>
internal sealed record TagStandingResponse(TagKind Kind, TagStanding Standing, int Apps, int Unclassified);

/// <summary>The tags list. <paramref name="Apps"/> are the apps under the filter.</summary>
internal sealed record TagListResponse(
    IReadOnlyList<TagResponse> Items, int Total, DateTimeOffset AsOf, RunRefResponse? Run, int Apps, int Unclassified, int NotRecorded,
    IReadOnlyList<TagStandingResponse> Standings);

/// <summary>What one tag on a resource group or subscription would do.</summary>
internal sealed record UntaggedResponse(
    TagKind Kind, string SubscriptionId, string SubscriptionName, string? ResourceGroup, string ResourceId, int Apps, int Unclassified)
{
    /// <summary>The response of <paramref name="gain"/>.</summary>
    public static UntaggedResponse Of(TagKind kind, TagGain gain) =>
        new(kind, gain.SubscriptionId, gain.SubscriptionName, gain.ResourceGroup, gain.ResourceId, gain.Apps, gain.Unclassified);
}
