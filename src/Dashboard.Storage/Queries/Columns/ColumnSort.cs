using Dashboard.Core.Posture;
using Dashboard.Core.Queries;

namespace Dashboard.Storage.Queries.Columns;

/// <summary>
/// <see cref="AppSort"/> on columns: the same order as <see cref="AppSorts"/> gives. Rows come in the order of the default
/// sort, by which ties go, so counting how many have each value is enough to find a page; nothing is sorted.
/// </summary>
internal static class ColumnSort
{
    /// <summary>Those of <paramref name="rows"/>, which ascend, that stand on the page.</summary>
    public static IReadOnlyList<int> Page(AppColumns apps, AppSort sort, int[] rows, int skip, int take)
    {
        take = Math.Min(take, rows.Length - skip);
        if (take <= 0) return [];
        if (sort.Column != AppSortColumn.Name) return PageByValue(rows, Key(apps, sort), skip, take);
        return sort.Descending
            ? [.. Enumerable.Range(skip, take).Select(i => rows[rows.Length - 1 - i])]
            : rows.AsSpan(skip, take).ToArray();
    }

    private static int[] PageByValue(int[] rows, (int[] Codes, int[] Places, int Count) key, int skip, int take)
    {
        // Where the rows of each place begin.
        var next = new int[key.Count + 1];
        foreach (var row in rows) next[key.Places[key.Codes[row]] + 1]++;
        for (var place = 1; place < next.Length; place++) next[place] += next[place - 1];

        var page = new int[take];
        foreach (var row in rows)
        {
            var at = next[key.Places[key.Codes[row]]]++ - skip;
            if (at >= 0 && at < take) page[at] = row;
        }

        return page;
    }

    /// <summary>The column, the place of each of its values, and how many places there are.</summary>
    private static (int[] Codes, int[] Places, int Count) Key(AppColumns apps, AppSort sort)
    {
        var (codes, places) = sort.Column switch
        {
            AppSortColumn.Verdict => (apps.Facts.Codes, apps.Facts.Map(f => PlaceOf(f.Verdict))),
            AppSortColumn.Sensitivity => (apps.Facts.Codes, apps.Facts.Map(f => f.Sensitivity is { } s ? 1 + (int)s : 0)),
            AppSortColumn.Owner => InOrder(apps.Owner),
            AppSortColumn.Since => InOrder(apps.VerdictSince),
            AppSortColumn.Subscription => (apps.Subscription.Codes, PlacesByName(apps)),
            AppSortColumn.Tier => InOrder(apps.Tier),
            AppSortColumn.CostCentre => InOrder(apps.CostCentre),
            AppSortColumn.Name => throw new InvalidOperationException("The rows are in that order."),
        };
        var count = places.Length == 0 ? 0 : places.Max() + 1;
        return (codes, sort.Descending ? Array.ConvertAll(places, place => count - 1 - place) : places, count);
    }

    private static (int[] Codes, int[] Places) InOrder<T>(CodedColumn<T> column)
        where T : notnull => (column.Codes, [.. Enumerable.Range(0, column.Count)]);

    /// <summary>Subscriptions of one name share a place.</summary>
    private static int[] PlacesByName(AppColumns apps)
    {
        var names = apps.Subscription.Map(id => apps.SubscriptionNames.GetValueOrDefault(id, id));
        var order = names.Distinct().Order(ByBytes.Order).Select((name, place) => (name, place)).ToDictionary(p => p.name, p => p.place);
        return Array.ConvertAll(names, name => order[name]);
    }

    private static int PlaceOf(Verdict verdict)
    {
        for (var place = 0; place < Verdicts.InDisplayOrder.Count; place++)
        {
            if (Verdicts.InDisplayOrder[place] == verdict) return place;
        }

        throw new InvalidOperationException($"{verdict} has no place.");
    }
}
