using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Web.Components.Kit;

namespace Dashboard.Web.Components.Pages.Apps;

/// <summary>A piece of the headline.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Rows">The apps that the text counts; null where it is no figure.</param>
public sealed record HeadlinePart(string Text, AppFilter? Rows = null);

/// <summary>The title of the apps page is its answer.</summary>
public static class AppsHeadline
{
    private static readonly IReadOnlyList<Verdict> Past = [Verdict.Gaps, Verdict.NotEnforced];

    /// <summary>The answer for <paramref name="total"/> apps under <paramref name="filter"/>.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="total">Apps that match it.</param>
    /// <param name="counts">Apps of each verdict under the filter without its verdicts.</param>
    public static IReadOnlyList<HeadlinePart> Of(AppFilter filter, int total, IReadOnlyDictionary<Verdict, int> counts)
    {
        if (total == 0) return [new("No app matches")];
        var all = new HeadlinePart(Words.Count(total), filter);
        if (filter.FailedRule.Count > 0)
            return [all, new($" {Apps(total)} {Words.Form(total, "fails", "fail")} {Words.Join([.. filter.FailedRule])}")];
        if (filter.Excepted == true || filter.ExceptionEndsWithinDays is not null)
            return [all, new($" {Apps(total)} {Words.Form(total, "is", "are")} excepted, and not enforced")];
        if (filter.Verdict.Count == 0 || filter.Verdict.Count >= VerdictWords.Judged.Count) return OfAll(filter, all, total, counts);
        if (filter.Verdict.Count == 2 && filter.Verdict.All(Past.Contains))
            return [all, new($" {Apps(total)} {Words.Form(total, "lets", "let")} callers past mutual TLS")];
        return [all, new(" " + (filter.Verdict.Count == 1 ? One(filter.Verdict[0], total) : $"{Apps(total)} with these verdicts"))];
    }

    /// <summary>The whole sentence.</summary>
    public static string Text(IReadOnlyList<HeadlinePart> parts) => string.Concat(parts.Select(p => p.Text));

    private static IReadOnlyList<HeadlinePart> OfAll(
        AppFilter filter, HeadlinePart all, int total, IReadOnlyDictionary<Verdict, int> counts)
    {
        var past = Past.Sum(counts.GetValueOrDefault);
        return
        [
            new(Words.Count(past), filter with { Verdict = Past }), new(" of "), all,
            new($" {Apps(total)} {Words.Form(past, "lets", "let")} callers past mutual TLS"),
        ];
    }

    private static string Apps(int count) => Words.Form(count, "app");

    private static string One(Verdict verdict, int total) => Apps(total) + " " + verdict switch
    {
        Verdict.Enforced => $"{Words.Form(total, "enforces", "enforce")} mutual TLS",
        Verdict.Gaps => $"{Words.Form(total, "requires", "require")} a certificate but {Words.Form(total, "has", "have")} gaps",
        Verdict.NotEnforced => $"{Words.Form(total, "lets", "let")} callers in without a certificate",
        Verdict.Unsupported => $"{Words.Form(total, "is", "are")} on a tier that cannot ask for certificates",
        Verdict.Unknown => "could not be judged",
        Verdict.NotApplicable => $"{Words.Form(total, "has", "have")} no such setting",
    };
}
