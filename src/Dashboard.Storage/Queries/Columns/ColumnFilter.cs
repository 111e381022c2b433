using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Storage.Exceptions;
using Dashboard.Storage.Model;

namespace Dashboard.Storage.Queries.Columns;

/// <summary>
/// <see cref="AppFilter"/> on columns: the same meaning as <see cref="AppFilters"/> has on rows. Each restricted column says once
/// of each of its values whether it matches.
/// </summary>
internal sealed class ColumnFilter
{
    private readonly List<(int[] Codes, bool[] Matches)> _tests = [];
    private readonly int _rows;
    private readonly bool[]? _named;
    private readonly Func<int, bool>? _overlaid;

    /// <summary>The rows of <paramref name="apps"/> that match; <paramref name="covers"/> are read by <see cref="CoversAsync"/>.</summary>
    public ColumnFilter(AppColumns apps, AppFilter filter, ActiveCovers covers, Moment moment)
    {
        if (FilterOverlay.Hangs(filter)) _overlaid = Overlaid(apps, filter, covers, UnixTime.From(moment.At));
        filter = FilterOverlay.Rest(filter);
        _rows = apps.Ids.Length;
        Restrict(apps.Subscription, filter.Subscription);
        Restrict(apps.CostCentre, filter.CostCentre);
        Restrict(apps.Owner, filter.Owner);
        Restrict(apps.Environment, filter.Environment);
        Restrict(apps.Scenario, filter.Scenario);
        Restrict(apps.Tier, filter.Tier);
        if (filter.FailedRule.Count > 0)
        {
            var entries = filter.FailedRule.Select(id => id.Trim()).Where(AppFilters.IsRuleId).Select(FailedRulesText.Entry).ToArray();
            Restrict(apps.FailedRules, text => entries.Any(entry => text.Contains(entry, StringComparison.Ordinal)));
        }

        if (AppFilters.Sought(filter.Text) is { } text) _named = AppFilters.CanBeContained(text) ? apps.Names!.Containing(text) : new bool[_rows];
        if (RestrictsFacts(filter)) Restrict(apps.Facts, facts => Matches(filter, facts));
    }

    /// <summary>What exceptions cover, where the filter hangs on that.</summary>
    public static Task<ActiveCovers> CoversAsync(DashboardDbContext context, AppFilter filter, Moment moment, CancellationToken cancellationToken) =>
        FilterOverlay.Hangs(filter) ? ActiveCovers.ReadAsync(context, moment.At, cancellationToken) : Task.FromResult(ActiveCovers.None);

    /// <summary>True where a filter can be answered from columns: nothing is left of it without what they know.</summary>
    public static bool Understands(AppFilter filter) => (filter with
    {
        Subscription = [],
        CostCentre = [],
        Owner = [],
        Environment = [],
        Scenario = [],
        Tier = [],
        FailedRule = [],
        Sensitivity = [],
        Reachability = [],
        Verdict = [],
        InScope = [],
        Stopped = null,
        Stale = null,
        OptedOut = null,
        Excepted = null,
        EnforcedOrExcepted = null,
        ExceptionEndsWithinDays = null,
        Text = null,
    }).IsAny;

    /// <summary>The rows that match, in the order of the columns.</summary>
    public int[] Rows()
    {
        if (_tests.Count == 0 && _named is null && _overlaid is null) return [.. Enumerable.Range(0, _rows)];
        var found = new List<int>();
        for (var row = 0; row < _rows; row++)
        {
            if (_named?[row] != false && Matches(row) && _overlaid?.Invoke(row) != false) found.Add(row);
        }

        return [.. found];
    }

    private bool Matches(int row)
    {
        foreach (var (codes, matches) in _tests)
        {
            if (!matches[codes[row]]) return false;
        }

        return true;
    }

    private static Func<int, bool> Overlaid(AppColumns apps, AppFilter filter, ActiveCovers covers, DateTimeOffset at)
    {
        var (facts, failed) = (apps.Facts.Map(f => f), apps.FailedRules.Map(FailedRulesText.Read));
        return row =>
        {
            var of = facts[apps.Facts.Codes[row]];
            return FilterOverlay.Matches(
                filter, new OverlaidState(of.InScope, of.Verdict, failed[apps.FailedRules.Codes[row]], ""), covers.Of(apps.AppIds[row]), at);
        };
    }

    private void Restrict(CodedColumn<string> column, IReadOnlyList<string> values)
    {
        if (values.Count == 0) return;
        var folded = values.Select(KpiKeys.Fold).ToHashSet(StringComparer.Ordinal);
        Restrict(column, folded.Contains);
    }

    private void Restrict<T>(CodedColumn<T> column, Func<T, bool> matches)
        where T : notnull => _tests.Add((column.Codes, column.Map(matches)));

    private static bool RestrictsFacts(AppFilter f) =>
        f.Sensitivity.Count + f.Reachability.Count + f.Verdict.Count + f.InScope.Count > 0
        || f.Stopped is not null || f.Stale is not null || f.OptedOut is not null;

    private static bool Matches(AppFilter f, AppFacts facts) =>
        (f.Sensitivity.Count == 0 || Contains(f.Sensitivity, facts.Sensitivity))
        && (f.Reachability.Count == 0 || f.Reachability.Contains(facts.Reachability))
        && (f.Verdict.Count == 0 || f.Verdict.Contains(facts.Verdict))
        && (f.InScope.Count == 0 || f.InScope.Any(choice => AppFilters.InScope(choice) == facts.InScope))
        && (f.Stopped is not { } stopped || facts.Stopped == stopped)
        && (f.Stale is not { } stale || facts.Stale == stale)
        && (f.OptedOut is not { } optedOut || facts.OptedOut == optedOut);

    private static bool Contains(IReadOnlyList<string> names, Sensitivity? sensitivity)
    {
        var key = KpiKeys.Fold(sensitivity?.ToString());
        return names.Any(name => KpiKeys.Fold(name) == key);
    }
}
