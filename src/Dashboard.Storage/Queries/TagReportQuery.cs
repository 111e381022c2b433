using Dashboard.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>What the lookups of tags met, and on how many apps, under a filter at a moment.</summary>
public sealed class TagReportQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock)
{
    /// <summary>Runs the query; <paramref name="asOf"/> null means now.</summary>
    public async Task<TagReport> RunAsync(AppFilter filter, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, clock, cancellationToken);
        if (moment.Run is null) return new TagReport { AsOf = moment.AsOf, Run = null };

        var states = context.StatesAt(moment).Matching(filter, context, moment.At);
        var scopes = await states
            .GroupBy(s => new { Recorded = s.TagSetId != null, Unclassified = s.InScope == null })
            .Select(g => new { g.Key.Recorded, g.Key.Unclassified, Apps = g.Count() })
            .ToListAsync(cancellationToken);
        var found = await FoundAsync(context, states, cancellationToken);
        return new TagReport
        {
            AsOf = moment.AsOf,
            Run = moment.Run,
            Apps = scopes.Sum(s => s.Apps),
            Unclassified = scopes.Where(s => s.Unclassified).Sum(s => s.Apps),
            NotRecorded = scopes.Where(s => !s.Recorded).Sum(s => s.Apps),
            Rows =
            [
                .. found.Select(f => f.Row)
                    .OrderByDescending(r => r.Apps)
                    .ThenBy(r => r.Kind)
                    .ThenBy(r => r.Value, StringComparer.Ordinal)
                    .ThenBy(r => r.Name, StringComparer.Ordinal)
                    .ThenBy(r => r.Level, StringComparer.Ordinal),
            ],
            Standings =
            [
                .. found.GroupBy(f => (f.Row.Kind, f.Row.Standing))
                    .Select(g => new TagStandingCount(g.Key.Kind, g.Key.Standing, g.Sum(f => f.First), g.Sum(f => f.FirstUnclassified)))
                    .OrderBy(s => s.Kind).ThenBy(s => s.Standing),
            ],
        };
    }

    /// <summary>Apps by the set that they share, and then by what is in the sets: no app is looked at twice.</summary>
    private static async Task<List<Found>> FoundAsync(
        DashboardDbContext context, IQueryable<Model.AppStateRow> states, CancellationToken cancellationToken)
    {
        var rows = await states
            .GroupBy(s => s.TagSetId)
            .Select(g => new { g.Key, Apps = g.Count(), Unclassified = g.Count(s => s.InScope == null) })
            .Join(context.TagFindings, g => g.Key, f => (long?)f.TagSetId, (g, f) => new
            {
                f.Kind,
                f.Standing,
                f.Level,
                f.NameKey,
                f.ValueKey,
                f.Name,
                f.Value,
                g.Apps,
                g.Unclassified,
                First = f.First ? g.Apps : 0,
                FirstUnclassified = f.First ? g.Unclassified : 0,
            })
            .GroupBy(r => new { r.Kind, r.Standing, r.Level, r.NameKey, r.ValueKey })
            .Select(g => new
            {
                g.Key.Kind,
                g.Key.Standing,
                g.Key.Level,
                Name = g.Min(r => r.Name)!,
                Value = g.Min(r => r.Value)!,
                Apps = g.Sum(r => r.Apps),
                Unclassified = g.Sum(r => r.Unclassified),
                First = g.Sum(r => r.First),
                FirstUnclassified = g.Sum(r => r.FirstUnclassified),
            })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(r => new Found(new TagRow(r.Kind, r.Standing, r.Level, r.Name, r.Value, r.Apps, r.Unclassified), r.First, r.FirstUnclassified))];
    }

    /// <summary>A row, and how many apps it is the first of its kind and standing on.</summary>
    private sealed record Found(TagRow Row, int First, int FirstUnclassified);
}
