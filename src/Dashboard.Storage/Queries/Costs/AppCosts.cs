using Dashboard.Core.Costs;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries.Costs;

/// <summary>
/// What apps have of a month's costs, all as one moment knew it, read as they are asked for: a list takes those of its page, and a file
/// those of the rows that it is about to write.
/// </summary>
public sealed class AppCosts
{
    private readonly IDbContextFactory<DashboardDbContext> _factory;
    private readonly MonthSplit? _split;

    /// <summary>Null for <paramref name="split"/> where nothing was known at the moment.</summary>
    internal AppCosts(IDbContextFactory<DashboardDbContext> factory, MonthSplit? split) => (_factory, _split) = (factory, split);

    /// <summary>
    /// By the apps' numbers in the history, which stay where an app moves. An app without a part, or with one that is unknown or in two
    /// currencies, is not in it.
    /// </summary>
    public async Task<IReadOnlyDictionary<long, CurrencyAmount>> OfAsync(IReadOnlyCollection<long> apps, CancellationToken cancellationToken)
    {
        if (_split is null || apps.Count == 0) return new Dictionary<long, CurrencyAmount>();
        await using var context = await _factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        return await _split.OfAppsAsync(context, apps, cancellationToken);
    }
}
