using Dashboard.Core.Costs;
using Dashboard.Core.Costs.Collection;
using Dashboard.Core.Inventory;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Merging.Costs;

/// <summary>Writes the changes of plans inside the current transaction, and gives plans their numbers.</summary>
internal sealed class PlanWriter : IAsyncDisposable
{
    private readonly long _runTime;
    private readonly Dictionary<string, long> _ids;
    private readonly PreparedInsert<PlanEntry> _insertPlan;
    private readonly PreparedInsert<PlanStateRow> _insertState;
    private readonly PreparedStatement _close;
    private readonly PreparedStatement _rename;
    private long _last;

    private PlanWriter(DashboardDbContext context, long runTime, Dictionary<string, long> ids)
    {
        (_runTime, _ids, _last) = (runTime, ids, ids.Count == 0 ? 0 : ids.Values.Max());
        _insertPlan = new PreparedInsert<PlanEntry>(context);
        _insertState = new PreparedInsert<PlanStateRow>(context);
        _close = context.Prepare(
            $"""UPDATE "PlanStates" SET "ValidTo" = @p0 WHERE "PlanId" = @p1 AND "ValidTo" = {UnixTime.Open}""", 2);
        _rename = context.Prepare("""UPDATE "Plans" SET "ResourceId" = @p0, "Name" = @p1 WHERE "PlanId" = @p2""", 3);
    }

    /// <summary>A writer inside the current transaction of <paramref name="context"/>.</summary>
    public static async Task<PlanWriter> OpenAsync(DashboardDbContext context, long runTime, CancellationToken cancellationToken)
    {
        var ids = await context.Plans.Select(p => new { p.ResourceIdKey, p.PlanId })
            .ToDictionaryAsync(p => p.ResourceIdKey, p => p.PlanId, StringComparer.Ordinal, cancellationToken);
        return new PlanWriter(context, runTime, ids);
    }

    /// <summary>Writes <paramref name="changes"/>.</summary>
    public async Task WriteAsync(IReadOnlyList<PlanChange> changes, CancellationToken cancellationToken)
    {
        foreach (var change in changes)
        {
            switch (change)
            {
                case PlanChange.Seen seen:
                    await SeenAsync(seen.State, cancellationToken);
                    break;
                case PlanChange.Gone gone:
                    await _close.RunAsync([_runTime, gone.PlanId], cancellationToken);
                    break;
                default:
                    throw new InvalidOperationException($"No such change: {change.GetType().Name}.");
            }
        }
    }

    /// <summary>The number of a plan that a source told of; one that the estate never showed is written without a state.</summary>
    public async ValueTask<long> NumberAsync(string resourceId, string? name, CancellationToken cancellationToken)
    {
        var key = ResourceIds.Key(resourceId);
        if (_ids.TryGetValue(key, out var id)) return id;
        _ids.Add(key, ++_last);
        await _insertPlan.RunAsync(CostMapping.ToPlan(resourceId, name, _last, _runTime), cancellationToken);
        return _last;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _insertPlan.DisposeAsync();
        await _insertState.DisposeAsync();
        await _close.DisposeAsync();
        await _rename.DisposeAsync();
    }

    // One that was gone and is back has its old number, with a hole in its states.
    private async Task SeenAsync(PlanState state, CancellationToken cancellationToken)
    {
        var id = await NumberAsync(state.ResourceId, state.Name, cancellationToken);
        await _close.RunAsync([_runTime, id], cancellationToken);
        await _rename.RunAsync([state.ResourceId, state.Name, id], cancellationToken);
        await _insertState.RunAsync(state.ToRow(id, _runTime), cancellationToken);
    }
}
