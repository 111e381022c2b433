using System.Globalization;
using Dashboard.Core.Audit;
using Dashboard.Storage.Auditing;
using Dashboard.Storage.Auditing.Replays;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Commands;

/// <summary>How retiring a subscription ended.</summary>
public enum RetireOutcome
{
    /// <summary>It is retired: runs do not expect it any more.</summary>
    Retired,

    /// <summary>No such subscription was ever seen.</summary>
    NotFound,

    /// <summary>It was retired before.</summary>
    AlreadyRetired,

    /// <summary>The last merged run read it: it is there.</summary>
    StillRead,

    /// <summary>The reason is empty or too long.</summary>
    ReasonRefused,
}

/// <summary>
/// Declares that a subscription will not come back, so that runs are not Partial for its sake. A run that sees it again
/// un-retires it.
/// </summary>
public sealed class RetireSubscriptionCommand(AuditedWork work, TimeProvider clock)
{
    /// <summary>The longest reason: the audit trail keeps it for ever.</summary>
    public const int MaxReason = 500;

    /// <summary>Retires the subscription where the last merged run did not read it; the audit trail says by whom and why.</summary>
    public async Task<RetireOutcome> RunAsync(string subscriptionId, string reason, AuditActor actor, CancellationToken cancellationToken)
    {
        reason = reason.Trim();
        if (reason.Length is 0 or > MaxReason) return RetireOutcome.ReasonRefused;
        var outcome = RetireOutcome.NotFound;
        await work.RunAsync(
            async (context, token) =>
            {
                (outcome, var draft) = await RetireAsync(context, subscriptionId.Trim(), reason, actor, token);
                return draft;
            },
            cancellationToken);
        return outcome;
    }

    private async Task<(RetireOutcome Outcome, AuditDraft? Draft)> RetireAsync(
        DashboardDbContext context, string id, string reason, AuditActor actor, CancellationToken cancellationToken)
    {
        // Ids compare without case, which no index does on both databases; an estate has few subscriptions.
        var row = (await context.Subscriptions.ToListAsync(cancellationToken))
            .Find(s => s.SubscriptionId.Equals(id, StringComparison.OrdinalIgnoreCase));
        if (row is null) return (RetireOutcome.NotFound, null);
        if (row.RetiredAt is not null) return (RetireOutcome.AlreadyRetired, null);
        if (await IsReadAsync(context, id, cancellationToken)) return (RetireOutcome.StillRead, null);

        // The entry carries the moment that the row does: verification compares the two.
        var at = UnixTime.Of(clock.GetUtcNow());
        await context.Subscriptions.Where(s => s.SubscriptionId == row.SubscriptionId)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.RetiredAt, at), cancellationToken);
        var draft = new AuditDraft(
            actor, AuditActions.SubscriptionRetired, new AuditSubject(AuditSubjects.Subscription, row.SubscriptionId),
            [
                new("name", row.Name), new("reason", reason),
                new(RetiredSubscriptionReplay.RetiredAt, at.ToString(CultureInfo.InvariantCulture)),
            ]);
        return (RetireOutcome.Retired, draft);
    }

    private static async Task<bool> IsReadAsync(DashboardDbContext context, string id, CancellationToken cancellationToken)
    {
        var report = await context.Runs.Merged().OrderByDescending(r => r.RunTime).Select(r => r.Report).FirstOrDefaultAsync(cancellationToken);
        return report is not null
            && StoredJson.ReadReport(report).Scopes.Any(s => s.Read && s.SubscriptionId.Equals(id, StringComparison.OrdinalIgnoreCase));
    }
}
