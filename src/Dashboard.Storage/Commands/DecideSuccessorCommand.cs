using Dashboard.Core.Audit;
using Dashboard.Core.Certificates.Renewals;
using Dashboard.Storage.Auditing;
using Dashboard.Storage.Certificates;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Commands;

/// <summary>A person says that a certificate follows another one, or that it does not. The last word about two certificates counts.</summary>
public sealed class DecideSuccessorCommand(AuditedWork work, TimeProvider clock)
{
    /// <summary>Writes the decision.</summary>
    /// <param name="oldId">The certificate that is followed.</param>
    /// <param name="newId">The one that follows, or does not.</param>
    /// <param name="confirmed">Whether it follows.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Ends it before it is written.</param>
    public async Task<CertificateOutcome> RunAsync(long oldId, long newId, bool confirmed, AuditActor actor, CancellationToken cancellationToken)
    {
        var outcome = CertificateOutcome.Done;
        await work.RunAsync(
            async (context, token) =>
            {
                (outcome, var row) = await DecideAsync(context, oldId, newId, confirmed, actor, token);
                return row is null ? null : CertificateRecord.OfDecision(actor, row);
            },
            cancellationToken);
        return outcome;
    }

    private async Task<(CertificateOutcome, SuccessorDecisionRow?)> DecideAsync(
        DashboardDbContext context, long oldId, long newId, bool confirmed, AuditActor actor, CancellationToken cancellationToken)
    {
        await CertificateGate.ChangeAsync(context, cancellationToken);
        var two = await context.Certificates.AsNoTracking().Where(c => c.Id == oldId || c.Id == newId).ToDictionaryAsync(c => c.Id, cancellationToken);
        if (!two.TryGetValue(oldId, out var old) || !two.TryGetValue(newId, out var next)) return (CertificateOutcome.NotFound, null);
        if (RenewedCertificate.Compare(RenewalRows.Of(old), RenewalRows.Of(next)) >= 0) return (CertificateOutcome.OrderRefused, null);
        // The last word about the old one: after a second successor was confirmed, confirming the first again is news.
        var last = await context.SuccessorDecisions.AsNoTracking().Where(d => d.OldId == oldId).OrderByDescending(d => d.Id).FirstOrDefaultAsync(cancellationToken);
        if (last is not null && last.NewId == newId && last.Confirmed == confirmed) return (CertificateOutcome.Nothing, null);
        // Decisions have an order of their own, also where the clock stands still or was set back.
        var at = Math.Max(UnixTime.Of(clock.GetUtcNow()), (last?.At ?? 0) + 1);
        var row = new SuccessorDecisionRow { OldId = oldId, NewId = newId, Confirmed = confirmed, At = at, ActorId = actor.Id, ActorName = actor.Name };
        context.Add(row);
        await context.SaveChangesAsync(cancellationToken);
        return (CertificateOutcome.Done, row);
    }
}
