using Dashboard.Core.Kpis;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries.Columns;

/// <summary>The ids of the apps of <see cref="AppColumns"/> and the names of slots, which alone are not a part of their ids.</summary>
internal sealed class AppNames
{
    private readonly SearchedTexts _ids;
    private readonly SearchedTexts _names;
    private readonly int _rows;

    private AppNames(string[] ids, string[] names) => (_ids, _names, _rows) = (new SearchedTexts(ids), new SearchedTexts(names), ids.Length);

    /// <summary>Reads them in the current transaction, in the order of <paramref name="appIds"/>.</summary>
    public static async Task<AppNames> ReadAsync(DashboardDbContext context, long[] appIds, CancellationToken cancellationToken)
    {
        var rowOf = new Dictionary<long, int>(appIds.Length);
        for (var row = 0; row < appIds.Length; row++) rowOf.Add(appIds[row], row);
        var (ids, names) = (new string[appIds.Length], new string[appIds.Length]);
        Array.Fill(names, "");
        var apps = context.Apps.Where(a => a.DecommissionedAt == null).Select(a => new { a.AppId, a.ResourceIdKey, Slot = a.Name.Contains('/') ? a.Name : null });
        await foreach (var app in apps.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (!rowOf.TryGetValue(app.AppId, out var row)) continue;
            ids[row] = app.ResourceIdKey;
            if (app.Slot is { } name) names[row] = KpiKeys.Fold(name);
        }

        return new AppNames(ids, names);
    }

    /// <summary>By row, whether id or name contains <paramref name="text"/>, which is folded.</summary>
    public bool[] Containing(string text)
    {
        var found = new bool[_rows];
        _ids.Find(text, found);
        if (text.Contains('/', StringComparison.Ordinal)) _names.Find(text, found);
        return found;
    }
}
