using Dashboard.Core.Posture;

namespace Dashboard.Core.Queries;

/// <summary>One thing that lookups met, and on how many apps.</summary>
/// <param name="Kind">What the tag is about.</param>
/// <param name="Standing">What became of it.</param>
/// <param name="Level">Where it was found; empty where missing.</param>
/// <param name="Name">The tag's name, in one of its spellings; empty where missing. Hostile input.</param>
/// <param name="Value">The tag's value, in one of its spellings; empty where missing. Hostile input.</param>
/// <param name="Apps">Apps with it.</param>
/// <param name="Unclassified">Those of them that no tag places in or out of scope.</param>
public sealed record TagRow(TagKind Kind, TagStanding Standing, string Level, string Name, string Value, int Apps, int Unclassified)
{
    /// <summary>Exactly these apps.</summary>
    public TagQuery Query => Standing == TagStanding.Missing
        ? new TagQuery(Kind) { Standing = Standing }
        : new TagQuery(Kind) { Standing = Standing, Level = Level, Name = Name, Value = Value };
}

/// <summary>Apps with a standing of a kind, each once however many tags it has.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Standing">The standing.</param>
/// <param name="Apps">The apps.</param>
/// <param name="Unclassified">Those of them that no tag places in or out of scope.</param>
public sealed record TagStandingCount(TagKind Kind, TagStanding Standing, int Apps, int Unclassified);

/// <summary>What lookups met under a filter.</summary>
public sealed record TagReport
{
    /// <summary>The moment.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The run that stands; null before the first.</summary>
    public required RunRef? Run { get; init; }

    /// <summary>Apps under the filter.</summary>
    public int Apps { get; init; }

    /// <summary>Those of them that no tag places in or out of scope.</summary>
    public int Unclassified { get; init; }

    /// <summary>Apps whose state was written before lookups were recorded: what they met is not known.</summary>
    public int NotRecorded { get; init; }

    /// <summary>Every thing met, most apps first.</summary>
    public IReadOnlyList<TagRow> Rows { get; init; } = [];

    /// <summary>Apps by kind and standing; a pair without apps is not there.</summary>
    public IReadOnlyList<TagStandingCount> Standings { get; init; } = [];

    /// <summary>Apps of a kind and standing.</summary>
    public int Of(TagKind kind, TagStanding standing) => Standings.FirstOrDefault(s => s.Kind == kind && s.Standing == standing)?.Apps ?? 0;

    /// <summary>Apps whose tag of a kind was found on a level. Each has one that counts, so they add up.</summary>
    public int Found(TagKind kind, string level) =>
        Rows.Where(r => r.Kind == kind && r.Standing == TagStanding.Used && r.Level == level).Sum(r => r.Apps);

    /// <summary>Apps without a value of a kind that counts.</summary>
    public int Without(TagKind kind) => Apps - NotRecorded - Of(kind, TagStanding.Used);
}

/// <summary>What one tag on a resource group or subscription would do.</summary>
/// <param name="SubscriptionId">The subscription.</param>
/// <param name="SubscriptionName">Its last known name. Hostile input.</param>
/// <param name="ResourceGroup">The group; null where the tag would be the subscription's. Hostile input.</param>
/// <param name="Apps">Apps below it that have no value of the kind, and would have one.</param>
/// <param name="Unclassified">Those of them that no tag places in or out of scope.</param>
public sealed record TagGain(string SubscriptionId, string SubscriptionName, string? ResourceGroup, int Apps, int Unclassified)
{
    /// <summary>The ARM id that the tag would be written to.</summary>
    public string ResourceId => ResourceGroup is null
        ? $"/subscriptions/{SubscriptionId}"
        : $"/subscriptions/{SubscriptionId}/resourceGroups/{ResourceGroup}";
}
