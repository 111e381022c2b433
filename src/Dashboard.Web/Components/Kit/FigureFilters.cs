using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Web.Components.Filters;

namespace Dashboard.Web.Components.Kit;

/// <summary>
/// The filters whose rows are what each figure counts: a figure and the list behind its link must agree, so both
/// are defined from the same words of <see cref="PostureCounts"/>.
/// </summary>
public static class FigureFilters
{
    /// <summary>Apps of the denominator: in scope, not stopped, of a kind that has the setting.</summary>
    public static AppFilter Denominator(AppFilter population) =>
        population with { InScope = [ScopeChoice.Yes], Stopped = false, Verdict = VerdictWords.Judged };

    /// <summary>Apps of the denominator with a verdict.</summary>
    public static AppFilter Covered(AppFilter population, Verdict verdict) =>
        Denominator(population) with { Verdict = [verdict] };

    /// <summary>Apps of the denominator that are not Enforced.</summary>
    public static AppFilter NotCovered(AppFilter population) =>
        Denominator(population) with { Verdict = [.. VerdictWords.Judged.Where(v => v != Verdict.Enforced)] };

    /// <summary>Excepted apps of the denominator, which keep their verdicts.</summary>
    public static AppFilter Excepted(AppFilter population) => Denominator(population) with { Excepted = true };

    /// <summary>Apps of the denominator with a verdict that are not excepted.</summary>
    public static AppFilter NotExcepted(AppFilter population, Verdict verdict) => Covered(population, verdict) with { Excepted = false };

    /// <summary>Apps of the denominator that coverage with exceptions counts.</summary>
    public static AppFilter WithExceptions(AppFilter population) => Denominator(population) with { EnforcedOrExcepted = true };

    /// <summary>Excepted apps of the denominator that cease to be within so many days.</summary>
    public static AppFilter ExceptionEnds(AppFilter population, int days) => Denominator(population) with { ExceptionEndsWithinDays = days };

    /// <summary>The rows of a part of the denominator: excepted apps are in no other part of it.</summary>
    public static AppFilter Of(Segment segment, AppFilter population) => segment.Verdict switch
    {
        null => Excepted(population),
        Verdict.Gaps or Verdict.NotEnforced or Verdict.Unsupported => NotExcepted(population, segment.Verdict.Value),
        { } verdict => Covered(population, verdict),
    };

    /// <summary>Publicly reachable apps that are not stopped and have the setting; null where the population excludes them.</summary>
    public static AppFilter? Public(AppFilter population) =>
        population.Reachability.Count > 0 && !population.Reachability.Contains(Reachability.Public)
            ? null
            : population with { Reachability = [Reachability.Public], Stopped = false, Verdict = VerdictWords.Judged };

    /// <summary>Those of <see cref="Public"/> that are Enforced.</summary>
    public static AppFilter? PublicEnforced(AppFilter population) =>
        Public(population) is { } filter ? filter with { Verdict = [Verdict.Enforced] } : null;

    /// <summary>All apps with a verdict, in scope or not.</summary>
    public static AppFilter All(AppFilter population, Verdict verdict) => population with { Verdict = [verdict] };

    /// <summary>All apps whose kind has the setting, in scope or not, stopped or not.</summary>
    public static AppFilter Judged(AppFilter population) => population with { Verdict = VerdictWords.Judged };

    /// <summary>Apps that the latest run did not see.</summary>
    public static AppFilter Stale(AppFilter population) => population with { Stale = true };

    /// <summary>Apps that the tags cannot place.</summary>
    public static AppFilter Unclassified(AppFilter population) => population with { InScope = [ScopeChoice.Unclassified] };

    /// <summary>Apps that the tags place.</summary>
    public static AppFilter Classified(AppFilter population) => population with { InScope = [ScopeChoice.Yes, ScopeChoice.No] };

    /// <summary>Apps with a value of a dimension.</summary>
    public static AppFilter Of(KpiDimension dimension, string value) => Of(dimension, value, AppFilter.Any);

    /// <summary>Apps of a population with a value of a dimension; of the values that the population names there, only this one stays.</summary>
    public static AppFilter Of(KpiDimension dimension, string value, AppFilter population) =>
        FilterFields.Population.First(f => f.Dimension == dimension).Set(population, [value]);
}
