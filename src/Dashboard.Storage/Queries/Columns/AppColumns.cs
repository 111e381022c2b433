using Dashboard.Core.Posture;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries.Columns;

/// <summary>
/// What lists filter and sort by, of every app that stands after one run, column by column: some 50 bytes an app, and its
/// id once a text was searched for. Rows are in the order of the default sort. Nothing in it ever changes; the next run has another.
/// </summary>
internal sealed class AppColumns
{
    private AppNames? _names;

    private AppColumns(long runId, long[] ids, long[] appIds) => (RunId, Ids, AppIds) = (runId, ids, appIds);

    /// <summary>The run after which these apps stand.</summary>
    public long RunId { get; }

    /// <summary>The numbers of the state rows.</summary>
    public long[] Ids { get; }

    /// <summary>The numbers of the apps.</summary>
    public long[] AppIds { get; }

    /// <summary>What a text is looked for in; null until it is read by <see cref="CurrentApps"/>.</summary>
    public AppNames? Names
    {
        get => Volatile.Read(ref _names);
        set => Volatile.Write(ref _names, value);
    }

    public required CodedColumn<string> Subscription { get; init; }

    public required CodedColumn<string> Owner { get; init; }

    public required CodedColumn<string> CostCentre { get; init; }

    public required CodedColumn<string> Environment { get; init; }

    public required CodedColumn<string> Scenario { get; init; }

    public required CodedColumn<string> Tier { get; init; }

    public required CodedColumn<string> FailedRules { get; init; }

    public required CodedColumn<long> VerdictSince { get; init; }

    /// <summary>All that is one of few, together: most estates have some dozens of these.</summary>
    public required CodedColumn<AppFacts> Facts { get; init; }

    /// <summary>Names of subscriptions by id; of one without a name there is none.</summary>
    public required IReadOnlyDictionary<string, string> SubscriptionNames { get; init; }

    /// <summary>Reads them in the current transaction, which sees <paramref name="runId"/> as the last run.</summary>
    public static async Task<AppColumns> ReadAsync(DashboardDbContext context, long runId, CancellationToken cancellationToken)
    {
        var (ids, appIds) = (new List<long>(), new List<long>());
        var (subscription, owner, costCentre, environment, scenario, tier, failed) = (
            new CodedRows<string>(), new CodedRows<string>(), new CodedRows<string>(), new CodedRows<string>(), new CodedRows<string>(),
            new CodedRows<string>(), new CodedRows<string>());
        var (since, facts) = (new CodedRows<long>(), new CodedRows<AppFacts>());
        var rows = context.AppStates
            .Where(s => s.ValidTo == UnixTime.Open)
            .OrderBy(s => s.NameKey).ThenBy(s => s.AppId)
            .Select(s => new
            {
                s.Id,
                s.AppId,
                s.SubscriptionId,
                s.OwnerKey,
                s.CostCentreKey,
                s.EnvironmentKey,
                s.ScenarioKey,
                s.TierKey,
                s.FailedRules,
                s.VerdictSince,
                s.Verdict,
                s.Sensitivity,
                s.Reachability,
                s.InScope,
                s.Stopped,
                s.Stale,
                s.OptedOut,
            });
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            ids.Add(row.Id);
            appIds.Add(row.AppId);
            subscription.Add(row.SubscriptionId);
            owner.Add(row.OwnerKey);
            costCentre.Add(row.CostCentreKey);
            environment.Add(row.EnvironmentKey);
            scenario.Add(row.ScenarioKey);
            tier.Add(row.TierKey);
            failed.Add(row.FailedRules);
            since.Add(row.VerdictSince);
            facts.Add(new AppFacts(row.Verdict, row.Sensitivity, row.Reachability, row.InScope, row.Stopped, row.Stale, row.OptedOut));
        }

        return new AppColumns(runId, [.. ids], [.. appIds])
        {
            Subscription = CodedColumn<string>.Of(subscription, ByBytes.Order),
            Owner = CodedColumn<string>.Of(owner, ByBytes.Order),
            CostCentre = CodedColumn<string>.Of(costCentre, ByBytes.Order),
            Environment = CodedColumn<string>.Of(environment, ByBytes.Order),
            Scenario = CodedColumn<string>.Of(scenario, ByBytes.Order),
            Tier = CodedColumn<string>.Of(tier, ByBytes.Order),
            FailedRules = CodedColumn<string>.Of(failed, ByBytes.Order),
            VerdictSince = CodedColumn<long>.Of(since, Comparer<long>.Default),
            Facts = CodedColumn<AppFacts>.Of(facts, Comparer<AppFacts>.Create((_, _) => 0)),
            SubscriptionNames = await context.Subscriptions.ToDictionaryAsync(s => s.SubscriptionId, s => s.Name, cancellationToken),
        };
    }
}

/// <summary>What of an app is one of few.</summary>
internal readonly record struct AppFacts(
    Verdict Verdict, Sensitivity? Sensitivity, Reachability Reachability, bool? InScope, bool Stopped, bool Stale, bool OptedOut);
