using Dashboard.Core.Exceptions;
using Dashboard.Core.Posture;
using Dashboard.Core.Posture.Rules;
using Dashboard.Core.Queries;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Components.Pages.Changes;

namespace Dashboard.Web.Components.Pages.Exceptions;

/// <summary>The menus of the filters that only exceptions have: each choice is a link to the same page with it, or without it.</summary>
/// <param name="Filter">The filter in the URL.</param>
/// <param name="Href">The page's address under another filter.</param>
public sealed record ExceptionsView(ExceptionFilter Filter, Func<ExceptionFilter, string> Href)
{
    /// <summary>A menu.</summary>
    /// <param name="Name">The filter's name.</param>
    /// <param name="Choices">What can be chosen.</param>
    /// <param name="ClearHref">The address without this filter.</param>
    public sealed record Menu(string Name, IReadOnlyList<ChoiceMenu.Choice> Choices, string ClearHref);

    /// <summary>The menus in the order of the bar.</summary>
    public IEnumerable<Menu> Menus()
    {
        yield return Of("Severity", Enum.GetValues<Severity>().Reverse(), Filter.Severity, s => s.ToString(), v => Filter with { Severity = v });
        yield return Of("Rule", RuleCatalogue.All.Select(r => r.Id), Filter.Rule, id => $"{id} {RuleWords.Title(id)}", v => Filter with { Rule = v });
        yield return Of("Treatment", Enum.GetValues<ExceptionTreatment>(), Filter.Treatment, ExceptionWords.Treatment, v => Filter with { Treatment = v });
    }

    /// <summary>True where a filter is set that only exceptions have, besides where they stand.</summary>
    public bool Any => Href(Filter with { Status = [], Expiring = null }) != Href(ExceptionFilter.Any);

    /// <summary>The restrictions that no menu sets, in words, with the filter that is left without them.</summary>
    public IEnumerable<(string Text, string Wider, ExceptionFilter Without)> Limits()
    {
        if (Filter.App.Count > 0)
            yield return ("on " + Words.Or([.. Filter.App.Select(id => id[(id.LastIndexOf('/') + 1)..])]), "Show those of all apps", Filter with { App = [] });
        if (Filter.Requester.Count > 0) yield return ("that one person asked for", "Show those of everybody", Filter with { Requester = [] });
        if (Filter.ExpiresAfter is not null || Filter.ExpiresUntil is not null)
            yield return ("whose expiry lies " + Span(Filter.ExpiresAfter, Filter.ExpiresUntil), "Show those of all times", Filter with { ExpiresAfter = null, ExpiresUntil = null });
    }

    // The filter keeps the last moment that does not count.
    private static string Span(DateTimeOffset? after, DateTimeOffset? until) => (after?.AddMilliseconds(1), until) switch
    {
        ({ } from, null) => $"on {Words.Day(from)} or later",
        (null, { } to) => $"on {Words.Day(to)} or before",
        ({ } from, { } to) when from.UtcDateTime.Date == to.UtcDateTime.Date => $"on {Words.Day(from)}",
        var (from, to) => $"from {Words.Day(from!.Value)} to {Words.Day(to!.Value)}",
    };

    private Menu Of<T>(
        string name, IEnumerable<T> values, IReadOnlyList<T> chosen, Func<T, string> label, Func<IReadOnlyList<T>, ExceptionFilter> with) => new(
            name,
            [
                .. values.Select(value => new ChoiceMenu.Choice(
                    label(value), Href(with(chosen.Contains(value) ? [.. chosen.Where(c => !Equals(c, value))] : [.. chosen, value])), chosen.Contains(value), null)),
            ],
            Href(with([])));
}
