using Dashboard.Core.Exceptions;
using Dashboard.Core.Posture;
using Dashboard.Core.Posture.Rules;
using Dashboard.Core.Queries;
using Dashboard.Storage.Model;

namespace Dashboard.Storage.Exceptions;

/// <summary>What the part of a filter that hangs on exceptions looks at in a state.</summary>
/// <param name="InScope">Whether the app must enforce mutual TLS.</param>
/// <param name="Verdict">Its verdict.</param>
/// <param name="Failed">The rules that it fails, as stored.</param>
/// <param name="Results">The stored results of its rules, as <see cref="RuleResultsText"/> writes them; only where the filter asks for some.</param>
internal readonly record struct OverlaidState(bool? InScope, Verdict Verdict, IReadOnlyCollection<string> Failed, string Results);

/// <summary>
/// The part of <see cref="AppFilter"/> that hangs on exceptions, and so on the moment, on one state: the same meaning as
/// <see cref="OverlayPredicates"/> has on rows of the database.
/// </summary>
internal static class FilterOverlay
{
    /// <summary>True where a filter matches other apps once an exception begins or ends.</summary>
    public static bool Hangs(AppFilter filter) =>
        filter.Excepted is not null || filter.EnforcedOrExcepted is not null || filter.ExceptionEndsWithinDays is not null
        || NamesOptOut(filter.FailedRule) || NamesOptOut(filter.RuleResult);

    /// <summary>What of a filter states answer by themselves: what does not match this matches at no moment.</summary>
    public static AppFilter Rest(AppFilter filter) => filter with
    {
        Excepted = null,
        EnforcedOrExcepted = null,
        ExceptionEndsWithinDays = null,
        FailedRule = NamesOptOut(filter.FailedRule) ? [] : filter.FailedRule,
        RuleResult = NamesOptOut(filter.RuleResult) ? [] : filter.RuleResult,
    };

    /// <summary>True where a rule's result is asked for that exceptions change.</summary>
    public static bool NamesOptOut(IReadOnlyList<RuleResultChoice> choices) => choices.Any(c => IsOptOut(c.RuleId));

    /// <summary>
    /// Whether a state matches what <see cref="Rest"/> leaves out while <paramref name="covered"/> is covered on its app.
    /// </summary>
    public static bool Matches(
        AppFilter filter, OverlaidState state, IReadOnlyDictionary<string, ActiveException> covered, DateTimeOffset at)
    {
        var until = Until(state.InScope, state.Verdict, state.Failed, covered);
        return (filter.Excepted is not { } excepted || until is not null == excepted)
            && (filter.EnforcedOrExcepted is not { } good || (until is not null || state.Verdict == Verdict.Enforced) == good)
            && (filter.ExceptionEndsWithinDays is not { } days || until <= at.AddDays(days))
            && (!NamesOptOut(filter.FailedRule) || filter.FailedRule.Any(r => Fails(r.Trim().ToUpperInvariant(), state, covered)))
            && (!NamesOptOut(filter.RuleResult) || filter.RuleResult.Any(c => Has(c, state, covered)));
    }

    /// <summary>When an app ceases to be excepted; null where it is not.</summary>
    public static DateTimeOffset? Until(
        bool? inScope, Verdict verdict, IReadOnlyCollection<string> failed, IReadOnlyDictionary<string, ActiveException> covered)
    {
        if (covered.Count == 0) return null;
        var decisive = ExceptedApp.Decisive(inScope, verdict, failed);
        return decisive.Count > 0 && decisive.All(covered.ContainsKey) ? decisive.Min(r => covered[r].Until) : null;
    }

    private static bool Fails(string rule, OverlaidState state, IReadOnlyDictionary<string, ActiveException> covered) =>
        state.Failed.Contains(rule) && !(IsOptOut(rule) && covered.ContainsKey(rule));

    private static bool Has(RuleResultChoice choice, OverlaidState state, IReadOnlyDictionary<string, ActiveException> covered)
    {
        var justified = IsOptOut(choice.RuleId) && state.Failed.Contains(OptOutIsJustified.RuleId) && covered.ContainsKey(OptOutIsJustified.RuleId);
        return justified
            ? choice.Result == RuleResult.Pass
            : state.Results.Contains(RuleResultsText.Entry(choice.RuleId, choice.Result), StringComparison.Ordinal);
    }

    private static bool NamesOptOut(IReadOnlyList<string> rules) => rules.Any(IsOptOut);

    private static bool IsOptOut(string rule) => rule.Trim().Equals(OptOutIsJustified.RuleId, StringComparison.OrdinalIgnoreCase);
}
