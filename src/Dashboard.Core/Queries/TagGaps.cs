using Dashboard.Core.Posture;

namespace Dashboard.Core.Queries;

/// <summary>Which apps have no value of a kind that counts.</summary>
public static class TagGaps
{
    /// <summary>The kinds of which every app should have one. An override and a scenario are there only where they are needed.</summary>
    public static IReadOnlyList<TagKind> Wanted { get; } = [TagKind.Sensitivity, TagKind.Owner, TagKind.CostCentre, TagKind.Environment];

    /// <summary>All of them.</summary>
    public static AppFilter Of(TagKind kind) => Within(AppFilter.Any, kind)!;

    /// <summary>Those of a population; null where the population has only apps with a value.</summary>
    public static AppFilter? Within(AppFilter population, TagKind kind) => kind switch
    {
        TagKind.Sensitivity => None(population.Sensitivity) ? population with { Sensitivity = [""] } : null,
        TagKind.Owner => None(population.Owner) ? population with { Owner = [""] } : null,
        TagKind.CostCentre => None(population.CostCentre) ? population with { CostCentre = [""] } : null,
        TagKind.Environment => None(population.Environment) ? population with { Environment = [""] } : null,
        TagKind.Scenario => None(population.Scenario) ? population with { Scenario = [""] } : null,
        TagKind.Override => population with
        {
            Tag =
            [
                new TagQuery(kind) { Standing = TagStanding.Missing }, new TagQuery(kind) { Standing = TagStanding.Invalid },
                new TagQuery(kind) { Standing = TagStanding.Lookalike },
            ],
        },
    };

    private static bool None(IReadOnlyList<string> values) => values.Count == 0 || values.Contains("");
}
