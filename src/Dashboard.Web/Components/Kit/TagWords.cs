using Dashboard.Core.Posture;

namespace Dashboard.Web.Components.Kit;

/// <summary>Kinds of tags and what became of them, in the words of the pages.</summary>
public static class TagWords
{
    /// <summary>The standings that somebody has to do something about.</summary>
    public static IReadOnlyList<TagStanding> Problems { get; } =
        [TagStanding.Invalid, TagStanding.PassedOver, TagStanding.Lookalike, TagStanding.Missing];

    /// <summary>The standings of apps without a value that counts.</summary>
    public static IReadOnlyList<TagStanding> Lacking { get; } = [TagStanding.Invalid, TagStanding.Lookalike, TagStanding.Missing];

    /// <summary>A kind: <c>Cost centre</c>.</summary>
    public static string Name(TagKind kind) => kind switch
    {
        TagKind.Sensitivity => "Sensitivity",
        TagKind.Override => "mTLS override",
        TagKind.Owner => "Owner",
        TagKind.CostCentre => "Cost centre",
        TagKind.Environment => "Environment",
        TagKind.Scenario => "Scenario",
    };

    /// <summary>A kind within a sentence: <c>cost centre</c>.</summary>
    public static string Noun(TagKind kind) => kind == TagKind.Override ? "mTLS override" : Name(kind).ToLowerInvariant();

    /// <summary>A kind with its article: <c>an owner</c>.</summary>
    public static string WithArticle(TagKind kind) => kind switch
    {
        TagKind.Sensitivity => "a valid sensitivity",
        TagKind.Owner or TagKind.Environment or TagKind.Override => "an " + Noun(kind),
        TagKind.CostCentre or TagKind.Scenario => "a " + Noun(kind),
    };

    /// <summary>Why apps have no sensitivity: <c>carry no such tag on any level</c>.</summary>
    public static string Why(TagStanding standing) => standing switch
    {
        TagStanding.Invalid => "carry a value that the standard does not know",
        TagStanding.Lookalike => "carry a tag with an unusual name",
        TagStanding.Missing => "carry no such tag on any level",
        TagStanding.Used or TagStanding.PassedOver => "carry a valid one",
    };

    /// <summary>A standing: <c>invalid value</c>.</summary>
    public static string Standing(TagStanding standing) => standing switch
    {
        TagStanding.Used => "counts",
        TagStanding.Invalid => "invalid value",
        TagStanding.PassedOver => "invalid value, another counts",
        TagStanding.Lookalike => "unusual name",
        TagStanding.Missing => "missing",
    };

    /// <summary>What a tag that is wrong does, in a sentence.</summary>
    public static string Effect(TagKind kind, TagStanding standing) => standing switch
    {
        TagStanding.Invalid when kind == TagKind.Sensitivity => "Not a value of the standard, and nothing else counts: the app has no sensitivity.",
        TagStanding.Invalid => "Not a value of the standard, and nothing else counts.",
        TagStanding.PassedOver => "Not a value of the standard. Another tag counts, but the rule still fails.",
        TagStanding.Lookalike => "Not a name of the standard: the tag is not read.",
        TagStanding.Used => "Counts as it is. It looks like a much commoner value.",
        TagStanding.Missing => "Nothing was found.",
    };
}
