using Dashboard.Core.Posture;

namespace Dashboard.Core.Queries;

/// <summary>How many apps have each result of a rule.</summary>
/// <param name="Pass">Apps that meet it.</param>
/// <param name="Fail">Apps that do not.</param>
/// <param name="NotApplicable">Apps about which it says nothing.</param>
/// <param name="Unknown">Apps of which what it needs could not be read or understood.</param>
public sealed record RuleCounts(int Pass, int Fail, int NotApplicable, int Unknown)
{
    /// <summary>No app.</summary>
    public static RuleCounts None { get; } = new(0, 0, 0, 0);

    /// <summary>Apps with any result. Fewer than all where some were last judged before the rule existed.</summary>
    public int Judged => Pass + Fail + NotApplicable + Unknown;

    /// <summary>The apps with a result.</summary>
    public int Of(RuleResult result) => result switch
    {
        RuleResult.Pass => Pass,
        RuleResult.Fail => Fail,
        RuleResult.NotApplicable => NotApplicable,
        RuleResult.Unknown => Unknown,
    };

    /// <summary>These counts with more apps of a result.</summary>
    public RuleCounts Add(RuleResult result, int apps) => result switch
    {
        RuleResult.Pass => this with { Pass = Pass + apps },
        RuleResult.Fail => this with { Fail = Fail + apps },
        RuleResult.NotApplicable => this with { NotApplicable = NotApplicable + apps },
        RuleResult.Unknown => this with { Unknown = Unknown + apps },
    };
}

/// <summary>The results of all rules under a filter.</summary>
/// <param name="Apps">Apps under the filter.</param>
/// <param name="Rules">The counts by rule id; a rule that no app was judged by is not there.</param>
/// <param name="AsOf">The moment.</param>
/// <param name="Run">The run that stands; null before the first.</param>
public sealed record RuleCountsAnswer(int Apps, IReadOnlyDictionary<string, RuleCounts> Rules, DateTimeOffset AsOf, RunRef? Run);

/// <summary>A rule's result, as a filter.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Result">The result.</param>
public sealed record RuleResultChoice(string RuleId, RuleResult Result);
