using Dashboard.Core.Audit;
using Dashboard.Core.Costs.Assumptions;
using Dashboard.Storage.Auditing;
using Dashboard.Storage.Certificates;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Commands;

/// <summary>How a step about a certificate ended.</summary>
public enum CertificateOutcome
{
    /// <summary>It is done.</summary>
    Done,

    /// <summary>It was so already: nothing is written.</summary>
    Nothing,

    /// <summary>There is no such certificate.</summary>
    NotFound,

    /// <summary>The certificate was revoked, or retired, before.</summary>
    AlreadyEnded,

    /// <summary>The moment lies in the future, or before the certificate was issued.</summary>
    MomentRefused,

    /// <summary>The reason is missing or too long.</summary>
    ReasonRefused,

    /// <summary>A successor is a younger certificate, and another one.</summary>
    OrderRefused,
}

/// <summary>Marks a certificate as revoked by its issuer, or as no longer used. Neither is ever taken back: a mistake is made good by a new certificate.</summary>
public sealed class EndCertificateCommand(AuditedWork work, TimeProvider clock)
{
    /// <summary>Marks it as revoked.</summary>
    /// <param name="id">The certificate.</param>
    /// <param name="revokedAt">When its issuer did so; null for now. Figures as of earlier moments do not know of it all the same.</param>
    /// <param name="reason">Why; see <see cref="ChangeReason"/>.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Ends it before it is written.</param>
    public Task<CertificateOutcome> RevokeAsync(long id, DateTimeOffset? revokedAt, string? reason, AuditActor actor, CancellationToken cancellationToken) =>
        RunAsync(id, CertificateEndKind.Revoked, revokedAt, reason, actor, cancellationToken);

    /// <summary>Marks it as no longer used, from now on: whoever could say so of the past could undo a lapse.</summary>
    public Task<CertificateOutcome> RetireAsync(long id, string? reason, AuditActor actor, CancellationToken cancellationToken) =>
        RunAsync(id, CertificateEndKind.Retired, null, reason, actor, cancellationToken);

    private async Task<CertificateOutcome> RunAsync(
        long id, CertificateEndKind kind, DateTimeOffset? at, string? reason, AuditActor actor, CancellationToken cancellationToken)
    {
        if (ChangeReason.Read(reason) is not { } why) return CertificateOutcome.ReasonRefused;
        var outcome = CertificateOutcome.Done;
        await work.RunAsync(
            async (context, token) =>
            {
                (outcome, var row) = await EndAsync(context, id, kind, at, token);
                return row is null ? null : CertificateRecord.OfEnd(actor, row, why);
            },
            cancellationToken);
        return outcome;
    }

    private async Task<(CertificateOutcome, CertificateEndRow?)> EndAsync(
        DashboardDbContext context, long id, CertificateEndKind kind, DateTimeOffset? at, CancellationToken cancellationToken)
    {
        await CertificateGate.ChangeAsync(context, cancellationToken);
        var certificate = await context.Certificates.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken);
        if (certificate is null) return (CertificateOutcome.NotFound, null);
        if (await context.CertificateEnds.AnyAsync(e => e.CertificateId == id && e.Kind == kind, cancellationToken))
            return (CertificateOutcome.AlreadyEnded, null);
        var now = UnixTime.Of(clock.GetUtcNow());
        var moment = at is { } told ? UnixTime.Of(told) : now;
        // A certificate that is made for later can be revoked before its time.
        if (moment > now || moment < Math.Min(certificate.Issued, certificate.Known)) return (CertificateOutcome.MomentRefused, null);
        var row = new CertificateEndRow { CertificateId = id, Kind = kind, At = moment, Known = now };
        context.Add(row);
        await context.SaveChangesAsync(cancellationToken);
        return (CertificateOutcome.Done, row);
    }
}
