using Dashboard.Core.Changes;
using Dashboard.Core.Posture;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Merging;

/// <summary>What the history knows of one app: its states in their order, and what was told of it.</summary>
internal sealed class PastLife
{
    private readonly ILookup<long, AppEvent> _told;

    private PastLife(AppEntry app, IReadOnlyList<(AppStateRow, IReadOnlyList<RuleOutcome>)> states, ILookup<long, AppEvent> told) =>
        (App, States, _told) = (app, states, told);

    /// <summary>The app.</summary>
    public AppEntry App { get; }

    /// <summary>Its states, oldest first, each with the outcomes of all rules.</summary>
    public IReadOnlyList<(AppStateRow Row, IReadOnlyList<RuleOutcome> Rules)> States { get; }

    /// <summary>What the run at a moment told of it.</summary>
    public IReadOnlyList<AppEvent> Told(long runTime) => [.. _told[runTime]];

    /// <summary>The lives of some apps.</summary>
    public static async Task<IReadOnlyList<PastLife>> ReadAsync(DashboardDbContext context, long[] appIds, CancellationToken cancellationToken)
    {
        var apps = await context.Apps.Where(a => appIds.Contains(a.AppId)).OrderBy(a => a.AppId).ToListAsync(cancellationToken);
        var states = await context.AppStates.Where(s => appIds.Contains(s.AppId)).OrderBy(s => s.ValidFrom).ToListAsync(cancellationToken);
        var evidenceIds = states.Select(s => s.EvidenceId).Distinct().ToList();
        var rules = await context.Evidence.Where(e => evidenceIds.Contains(e.Id)).ToDictionaryAsync(e => e.Id, e => EvidenceJson.Read(e.Outcomes), cancellationToken);
        var events = await context.AppEvents.Where(e => appIds.Contains(e.AppId)).OrderBy(e => e.Id).ToListAsync(cancellationToken);
        var statesOf = states.ToLookup(s => s.AppId, s => (s, rules[s.EvidenceId]));
        var eventsOf = events.ToLookup(e => e.AppId);
        return [.. apps.Select(a => new PastLife(a, [.. statesOf[a.AppId]], eventsOf[a.AppId].ToLookup(e => e.RunTime, Event)))];
    }

    private static AppEvent Event(AppEventRow row) => new()
    {
        Kind = row.Kind,
        OccurredAt = UnixTime.From(row.OccurredAt),
        Exact = row.Exact,
        ChangeId = row.ChangeId,
    };
}
