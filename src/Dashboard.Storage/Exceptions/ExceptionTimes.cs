using Dashboard.Core.Exceptions;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Exceptions;

/// <summary>When exceptions are active on some apps, rule by rule: what due dates hang on.</summary>
internal sealed class ExceptionTimes
{
    private readonly ILookup<(long AppId, string RuleId), ActiveTime> _times;

    private ExceptionTimes(ILookup<(long, string), ActiveTime> times) => _times = times;

    /// <summary>No exception at all.</summary>
    public static ExceptionTimes None { get; } = new(Array.Empty<ActiveTime>().ToLookup(_ => (0L, "")));

    /// <summary>Reads those of some apps in the current transaction, expired ones included.</summary>
    public static async Task<ExceptionTimes> ReadAsync(DashboardDbContext context, IReadOnlyCollection<long> apps, CancellationToken cancellationToken)
    {
        if (apps.Count == 0) return None;
        var rows = await context.ExceptionCovers.Where(c => apps.Contains(c.AppId) && c.ActiveFrom != null)
            .Select(c => new { c.AppId, c.RuleId, c.ActiveFrom, c.ActiveTo }).ToListAsync(cancellationToken);
        return rows.Count == 0
            ? None
            : new(rows.ToLookup(c => (c.AppId, c.RuleId), c => new ActiveTime(UnixTime.From(c.ActiveFrom!.Value), UnixTime.From(c.ActiveTo!.Value))));
    }

    /// <summary>The due date of a finding, to the known end of each exception.</summary>
    public long Due(long appId, string ruleId, long detected, long baseDue) =>
        UnixTime.Of(ExceptionTime.DueWith(UnixTime.From(detected), UnixTime.From(baseDue), _times[(appId, ruleId)]));

    /// <summary>The active time in milliseconds that moved the due date of a finding until a moment.</summary>
    public long Counted(long appId, string ruleId, long detected, long baseDue, long until) =>
        (long)ExceptionTime.Counted(UnixTime.From(detected), UnixTime.From(baseDue), _times[(appId, ruleId)], UnixTime.From(until)).TotalMilliseconds;
}
