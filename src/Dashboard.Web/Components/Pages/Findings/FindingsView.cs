using Dashboard.Core.Findings;
using Dashboard.Core.Posture;
using Dashboard.Core.Posture.Rules;
using Dashboard.Core.Queries;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Components.Pages.Changes;

namespace Dashboard.Web.Components.Pages.Findings;

/// <summary>The menus of the filters that only findings have: each choice is a link to the same page with it, or without it.</summary>
/// <param name="Filter">The filter in the URL.</param>
/// <param name="Href">The page's address under another filter.</param>
public sealed record FindingsView(FindingFilter Filter, Func<FindingFilter, string> Href)
{
    private static readonly bool[] YesNo = [true, false];

    /// <summary>A menu.</summary>
    /// <param name="Name">The filter's name.</param>
    /// <param name="Choices">What can be chosen.</param>
    /// <param name="ClearHref">The address without this filter.</param>
    public sealed record Menu(string Name, IReadOnlyList<ChoiceMenu.Choice> Choices, string ClearHref);

    /// <summary>The menus in the order of the bar.</summary>
    public IEnumerable<Menu> Menus(IReadOnlyList<FindingAssignee> assignees)
    {
        yield return Of("Severity", Enum.GetValues<Severity>().Reverse(), Filter.Severity, s => s.ToString(), v => Filter with { Severity = v });
        yield return Of("Rule", RuleCatalogue.All.Select(r => r.Id), Filter.Rule, id => $"{id} {RuleWords.Title(id)}", v => Filter with { Rule = v });
        yield return Of(
            "Assignee", assignees.Select(a => a.Name).Union(Filter.Assignee), Filter.Assignee, n => n.Length == 0 ? "Nobody" : n,
            v => Filter with { Assignee = v }, n => assignees.FirstOrDefault(a => a.Name == n)?.Findings ?? 0);
        yield return Of("End", Enum.GetValues<FindingEnd>(), Filter.End, FindingWords.End, v => Filter with { End = v });
        yield return new(
            "Kind",
            [
                .. Flag("of a headline rule", "of another rule", Filter.Headline, v => Filter with { Headline = v }),
                .. Flag("excepted", "not excepted", Filter.Excepted, v => Filter with { Excepted = v }),
                .. Flag("comes and goes", "does not come and go", Filter.Flapping, v => Filter with { Flapping = v }),
                .. Flag("older than the first run", "found since the first run", Filter.Baseline, v => Filter with { Baseline = v }),
            ],
            Href(Filter with { Headline = null, Excepted = null, Flapping = null, Baseline = null }));
    }

    /// <summary>True where a filter is set that only findings have, besides the status.</summary>
    public bool Any => Href(Filter with { Status = [] }) != Href(FindingFilter.Any);

    private Menu Of<T>(
        string name, IEnumerable<T> values, IReadOnlyList<T> chosen, Func<T, string> label, Func<IReadOnlyList<T>, FindingFilter> with,
        Func<T, int>? count = null) => new(
            name,
            [
                .. values.Select(value => new ChoiceMenu.Choice(
                    label(value), Href(with(chosen.Contains(value) ? [.. chosen.Where(c => !Equals(c, value))] : [.. chosen, value])), chosen.Contains(value), count?.Invoke(value))),
            ],
            Href(with([])));

    /// <summary>Two choices that exclude each other.</summary>
    private IEnumerable<ChoiceMenu.Choice> Flag(string yes, string no, bool? chosen, Func<bool?, FindingFilter> with) => YesNo.Select(value =>
        new ChoiceMenu.Choice(value ? yes : no, Href(with(chosen == value ? null : value)), chosen == value, null));
}
