using Dashboard.Core.Audit;
using Dashboard.Core.Collection;
using Dashboard.Simulator.Faults;
using Dashboard.Simulator.Faults.Kinds;
using Dashboard.Storage.Commands;
using Dashboard.Web.Access;
using Dashboard.Web.Access.Demo;

namespace Dashboard.Web.Demo;

/// <summary>
/// What a year of operation brings besides runs that succeed: days without a run, a role that was lost for a day, and an
/// administrator who retires a subscription that will not come back. It hangs on the calendar alone, so that every demo of
/// one estate has the same past.
/// </summary>
internal sealed class DemoLife(IRunStore store, RetireSubscriptionCommand retire)
{
    private const int SkippedEvery = 47;
    private const int SkippedAt = 13;
    private const int RoleLostEvery = 61;
    private const int RoleLostAt = 20;

    /// <summary>Longer than any subscription of the simulated estate is out of reach and comes back.</summary>
    private static readonly TimeSpan UntilRetired = TimeSpan.FromDays(14);

    private static readonly AuditActor Administrator = Actors.Of(Personas.Find("admin")!.ToPrincipal(DemoAuthenticationHandler.Scheme));

    /// <summary>True for a day on which nothing ran: a maintenance window, a machine that was off.</summary>
    public static bool IsSkipped(DateTimeOffset day) => DayNumber(day) % SkippedEvery == SkippedAt;

    /// <summary>What is wrong with Azure on a day, for the credential: mostly nothing.</summary>
    public async Task<IReadOnlyList<Fault>> FaultsOfAsync(DateTimeOffset day, CancellationToken cancellationToken)
    {
        if (DayNumber(day) % RoleLostEvery != RoleLostAt) return [];
        var known = await store.ReadKnownScopesAsync(cancellationToken);
        return known.Count == 0 ? [] : [new ReaderLostFault(known[(int)(DayNumber(day) / RoleLostEvery % known.Count)].SubscriptionId)];
    }

    /// <summary>After a run, the administrator retires what has been missing for so long that it will not come back.</summary>
    public async Task AfterRunAsync(DateTimeOffset day, CancellationToken cancellationToken)
    {
        foreach (var scope in await store.ReadKnownScopesAsync(cancellationToken))
        {
            if (scope.Retired || day - scope.LastSeen < UntilRetired) continue;
            await retire.RunAsync(scope.SubscriptionId, "Cancelled with the contract; nothing of it is left.", Administrator, cancellationToken);
        }
    }

    private static long DayNumber(DateTimeOffset day) => day.ToUnixTimeSeconds() / 86_400;
}
