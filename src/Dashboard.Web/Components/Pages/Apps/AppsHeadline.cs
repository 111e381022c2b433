using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Web.Components.Kit;

namespace Dashboard.Web.Components.Pages.Apps;

/// <summary>The title of the apps page is its answer.</summary>
public static class AppsHeadline
{
    /// <summary>The answer for <paramref name="total"/> apps under <paramref name="filter"/>.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="total">Apps that match it.</param>
    /// <param name="counts">Apps of each verdict under the filter without its verdicts.</param>
    public static string Of(AppFilter filter, int total, IReadOnlyDictionary<Verdict, int> counts)
    {
        if (filter.FailedRule.Count > 0)
            return $"{Words.Of(total, "app")} {Words.Form(total, "fails", "fail")} {Words.Join([.. filter.FailedRule])}";
        if (filter.Verdict.Count == 0 || filter.Verdict.Count >= VerdictWords.Judged.Count)
        {
            var past = counts.GetValueOrDefault(Verdict.Gaps) + counts.GetValueOrDefault(Verdict.NotEnforced);
            return total == 0
                ? "No app matches"
                : $"{Words.Count(past)} of {Words.Of(total, "app")} {Words.Form(past, "lets", "let")} callers past mutual TLS";
        }

        if (filter.Verdict.All(v => v is Verdict.Gaps or Verdict.NotEnforced) && filter.Verdict.Count == 2)
            return $"{Words.Of(total, "app")} {Words.Form(total, "lets", "let")} callers past mutual TLS";
        return filter.Verdict.Count == 1 ? One(filter.Verdict[0], total) : $"{Words.Of(total, "app")} with these verdicts";
    }

    private static string One(Verdict verdict, int total)
    {
        var apps = Words.Of(total, "app");
        return verdict switch
        {
            Verdict.Enforced => $"{apps} {Words.Form(total, "enforces", "enforce")} mutual TLS",
            Verdict.Gaps => $"{apps} {Words.Form(total, "requires", "require")} a certificate but {Words.Form(total, "has", "have")} gaps",
            Verdict.NotEnforced => $"{apps} {Words.Form(total, "lets", "let")} callers in without a certificate",
            Verdict.Unsupported => $"{apps} {Words.Form(total, "is", "are")} on a tier that cannot ask for certificates",
            Verdict.Unknown => $"{apps} could not be judged",
            Verdict.NotApplicable => $"{apps} {Words.Form(total, "has", "have")} no such setting",
        };
    }
}
