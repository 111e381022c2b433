using System.Globalization;
using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;
using Dashboard.Core.Posture.Rules;
using Dashboard.Core.Queries;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Urls;

namespace Dashboard.Web.Components.Filters;

/// <summary>The fields of the one filter, in the order of the bar.</summary>
public static class FilterFields
{
    /// <summary>What a page shows for apps that have no value in a field.</summary>
    public const string NoneLabel = "None";

    /// <summary>The field that asks whether apps are excepted; of findings their own list asks it.</summary>
    public const string Excepted = "Excepted";

    private static readonly int[] EndingDays = [7, 14, 30, 90];

    private static readonly FilterChoice[] YesNo = [new("true", "yes"), new("false", "no")];

    /// <summary>Fields that say which apps are looked at: every page understands them, and figures combine with them.</summary>
    public static IReadOnlyList<FilterField> Population { get; } =
    [
        Tag("Subscription", KpiDimension.Subscription, f => f.Subscription, (f, v) => f with { Subscription = v }) with { ManyValues = true },
        Tag("Cost centre", KpiDimension.CostCentre, f => f.CostCentre, (f, v) => f with { CostCentre = v }) with { ManyValues = true },
        Tag("Owner", KpiDimension.Owner, f => f.Owner, (f, v) => f with { Owner = v }) with { ManyValues = true },
        Tag("Sensitivity", KpiDimension.Sensitivity, f => f.Sensitivity, (f, v) => f with { Sensitivity = v }),
        Tag("Environment", KpiDimension.Environment, f => f.Environment, (f, v) => f with { Environment = v }),
        Tag("Scenario", KpiDimension.Scenario, f => f.Scenario, (f, v) => f with { Scenario = v }),
        Tag("Reachability", KpiDimension.Reachability,
            f => [.. f.Reachability.Select(r => KpiKeys.Fold(r.ToString()))],
            (f, v) => f with { Reachability = Enums<Reachability>(v) }),
        Tag("Tier", KpiDimension.Tier, f => f.Tier, (f, v) => f with { Tier = v }),
    ];

    /// <summary>Fields that say what is the case with an app: lists understand them.</summary>
    public static IReadOnlyList<FilterField> Outcome { get; } =
    [
        new("Must enforce", null,
            [new("Yes", "yes"), new("No", "no"), new("Unclassified", "unclassified")],
            f => [.. f.InScope.Select(s => s.ToString())], (f, v) => f with { InScope = Enums<ScopeChoice>(v) }),
        new("Verdict", null,
            [.. Verdicts.InDisplayOrder.Select(v => new FilterChoice(v.ToString(), VerdictWords.Word(v)))],
            f => [.. f.Verdict.Select(v => v.ToString())], (f, v) => f with { Verdict = Enums<Verdict>(v) }),
        new("Fails", null,
            [.. RuleCatalogue.All.Select(r => new FilterChoice(r.Id, $"{r.Id} {r.Title}"))],
            f => f.FailedRule, (f, v) => f with { FailedRule = v }),
        new("Rule result", null,
            [.. RuleCatalogue.All.SelectMany(r => new[] { RuleResult.Unknown, RuleResult.NotApplicable }.Select(result => Choice(r, result)))],
            f => [.. f.RuleResult.Select(r => $"{r.RuleId}:{KpiKeys.Fold(r.Result.ToString())}")],
            (f, v) => f with { RuleResult = Chosen("ruleResult", v).RuleResult }),
        new("Tag", null,
            [.. Enum.GetValues<TagKind>().SelectMany(kind => TagWords.Problems.Select(standing => Choice(kind, standing)))],
            f => [.. f.Tag.Select(t => t.ToString())], (f, v) => f with { Tag = Chosen("tag", v).Tag }),
        Flag("Stopped", f => f.Stopped, (f, v) => f with { Stopped = v }),
        Flag("Stale", f => f.Stale, (f, v) => f with { Stale = v }),
        Flag("Opted out", f => f.OptedOut, (f, v) => f with { OptedOut = v }),
        Flag(Excepted, f => f.Excepted, (f, v) => f with { Excepted = v }),
        Flag("Enforced or excepted", f => f.EnforcedOrExcepted, (f, v) => f with { EnforcedOrExcepted = v }),
        new("Exception ends", null,
            [.. EndingDays.Select(d => new FilterChoice(Number(d), $"within {d} days"))],
            f => f.ExceptionEndsWithinDays is { } days ? [Number(days)] : [],
            (f, v) => f with { ExceptionEndsWithinDays = v.Count == 0 ? null : int.Parse(v[0], CultureInfo.InvariantCulture) })
        { OneOnly = true },
    ];

    /// <summary>Every field.</summary>
    public static IReadOnlyList<FilterField> All { get; } = [.. Population, .. Outcome];

    /// <summary><paramref name="filter"/> with only the fields that say which apps are looked at.</summary>
    public static AppFilter OnlyPopulation(AppFilter filter) => filter with
    {
        InScope = [],
        Verdict = [],
        FailedRule = [],
        RuleResult = [],
        Tag = [],
        Stopped = null,
        Stale = null,
        OptedOut = null,
        Excepted = null,
        EnforcedOrExcepted = null,
        ExceptionEndsWithinDays = null,
        Text = null,
    };

    private static FilterChoice Choice(IRule rule, RuleResult result) =>
        new($"{rule.Id}:{KpiKeys.Fold(result.ToString())}", $"{rule.Id} {RuleWords.Result(result).Word.ToLowerInvariant()}");

    private static FilterChoice Choice(TagKind kind, TagStanding standing) =>
        new(new TagQuery(kind) { Standing = standing }.ToString(), $"{TagWords.Name(kind)}: {TagWords.Standing(standing)}");

    private static AppFilter Chosen(string parameter, IReadOnlyList<string> values) =>
        AppFilterUrl.Parse([new(parameter, values.ToArray())]).Filter;

    private static FilterField Tag(
        string name, KpiDimension dimension, Func<AppFilter, IReadOnlyList<string>> get, Func<AppFilter, IReadOnlyList<string>, AppFilter> set) =>
        new(name, dimension, [], get, set);

    private static FilterField Flag(string name, Func<AppFilter, bool?> get, Func<AppFilter, bool?, AppFilter> set) =>
        new(name, null, YesNo,
            f => get(f) is { } value ? [value ? "true" : "false"] : [],
            (f, v) => set(f, v.Count == 0 ? null : v[0] == "true"))
        { OneOnly = true };

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static List<T> Enums<T>(IReadOnlyList<string> names) where T : struct, Enum =>
        [.. names.SelectMany<string, T>(n => Enum.TryParse<T>(n, ignoreCase: true, out var value) ? [value] : [])];
}
