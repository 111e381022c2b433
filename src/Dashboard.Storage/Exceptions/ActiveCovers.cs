using System.Collections.ObjectModel;
using Dashboard.Core.Exceptions;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Exceptions;

/// <summary>What exceptions cover at a moment, rule by rule of each app. Few are active of all that ever were, and an index finds them.</summary>
internal sealed class ActiveCovers
{
    private static readonly IReadOnlyDictionary<string, ActiveException> Nothing = ReadOnlyDictionary<string, ActiveException>.Empty;

    private readonly Dictionary<long, IReadOnlyDictionary<string, ActiveException>> _apps;

    private ActiveCovers(Dictionary<long, IReadOnlyDictionary<string, ActiveException>> apps) => _apps = apps;

    /// <summary>No exception at all.</summary>
    public static ActiveCovers None { get; } = new([]);

    /// <summary>Reads all that is active at a moment.</summary>
    public static Task<ActiveCovers> ReadAsync(DashboardDbContext context, long at, CancellationToken cancellationToken) =>
        ReadAsync(context, context.ExceptionCovers, at, cancellationToken);

    /// <summary>Reads what is active at a moment on some apps.</summary>
    public static Task<ActiveCovers> ReadAsync(DashboardDbContext context, IReadOnlyCollection<long> apps, long at, CancellationToken cancellationToken) =>
        apps.Count == 0 ? Task.FromResult(None) : ReadAsync(context, context.ExceptionCovers.Where(c => apps.Contains(c.AppId)), at, cancellationToken);

    /// <summary>The rules that are covered on an app, each by one exception.</summary>
    public IReadOnlyDictionary<string, ActiveException> Of(long appId) => _apps.GetValueOrDefault(appId, Nothing);

    /// <summary>The exception that covers a rule on an app; null where none does.</summary>
    public ActiveException? Of(long appId, string ruleId) => Of(appId).GetValueOrDefault(ruleId);

    private static async Task<ActiveCovers> ReadAsync(
        DashboardDbContext context, IQueryable<ExceptionCoverRow> covers, long at, CancellationToken cancellationToken)
    {
        var rows = await covers.Where(c => c.ActiveFrom <= at && c.ActiveTo > at)
            .Join(context.Exceptions, c => c.ExceptionId, e => e.Id, (c, e) => new { c.AppId, c.RuleId, e.Id, e.Expires })
            .ToListAsync(cancellationToken);
        return new(rows.GroupBy(c => c.AppId).ToDictionary(
            g => g.Key,
            g => (IReadOnlyDictionary<string, ActiveException>)g.ToDictionary(c => c.RuleId, c => new ActiveException(c.Id, UnixTime.From(c.Expires)))));
    }
}
