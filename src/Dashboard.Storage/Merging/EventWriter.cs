using Dashboard.Core.Changes;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Merging;

/// <summary>Writes what is told of changed apps, inside the current transaction.</summary>
internal sealed class EventWriter : IAsyncDisposable
{
    private readonly PreparedInsert<AppEventRow> _insert;
    private readonly long _runTime;
    private long _lastId;

    private EventWriter(DashboardDbContext context, long runTime, long lastId)
    {
        (_insert, _runTime, _lastId) = (new PreparedInsert<AppEventRow>(context), runTime, lastId);
    }

    /// <summary>A writer inside the current transaction of <paramref name="context"/>.</summary>
    public static async Task<EventWriter> OpenAsync(DashboardDbContext context, long runTime, CancellationToken cancellationToken) =>
        new(context, runTime, await context.AppEvents.MaxAsync(e => (long?)e.Id, cancellationToken) ?? 0);

    /// <summary>Writes <paramref name="events"/> of an app and the state row that they led to.</summary>
    public async Task WriteAsync(IReadOnlyList<AppEvent> events, long appId, long stateId, CancellationToken cancellationToken)
    {
        foreach (var told in events)
        {
            var row = new AppEventRow
            {
                Id = ++_lastId,
                AppId = appId,
                StateId = stateId,
                RunTime = _runTime,
                OccurredAt = UnixTime.Of(told.OccurredAt),
                Exact = told.Exact,
                Kind = told.Kind,
                VerdictBefore = told.VerdictBefore,
                VerdictAfter = told.VerdictAfter,
                Direction = told.Direction,
                ChangedBy = told.Author?.ChangedBy,
                ChangedByType = told.Author?.ChangedByType,
                ClientType = told.Author?.ClientType,
                Operation = told.Author?.Operation,
                ChangeId = told.ChangeId,
                Properties = told.Properties.Count == 0 ? null : StoredJson.WriteProperties(told.Properties),
            };
            await _insert.RunAsync(row, cancellationToken);
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _insert.DisposeAsync();
}
