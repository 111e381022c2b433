using Dashboard.Core.Audit;
using Dashboard.Core.Costs;
using Dashboard.Core.Reports;
using Dashboard.Storage.Auditing;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Reports;

/// <summary>How signing a month off ended.</summary>
public enum SignOutcome
{
    /// <summary>It is signed.</summary>
    Done,

    /// <summary>The month is not sealed.</summary>
    NotSealed,

    /// <summary>The hash is not the sealed one: what was looked at is something else.</summary>
    OtherHash,

    /// <summary>This person signed it before.</summary>
    AlreadySigned,

    /// <summary>This person sealed it by hand; somebody else reviews.</summary>
    OwnSeal,

    /// <summary>Only a person can have looked at it.</summary>
    NoPerson,

    /// <summary>What is said is longer than <see cref="MonthReview.MaxText"/>.</summary>
    TooLong,
}

/// <summary>
/// Signs a sealed month off: a person says that they have looked at it, and names the hash of what they saw. The audit trail is all that keeps
/// it, so that it is chained and anchored like the sealing itself. Each signs once, and nobody what they sealed by hand.
/// </summary>
public sealed class SignMonthCommand(AuditedWork work)
{
    /// <summary>Signs.</summary>
    /// <param name="month">The month.</param>
    /// <param name="hash">The hash of what the signer saw, in hexadecimal digits.</param>
    /// <param name="text">What they say; may be empty.</param>
    /// <param name="actor">Who signs.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<SignOutcome> RunAsync(CostMonth month, string hash, string? text, AuditActor actor, CancellationToken cancellationToken)
    {
        if (actor.Kind != ActorKind.Person) return SignOutcome.NoPerson;
        if (MonthReview.Text(text) is not { } said) return SignOutcome.TooLong;
        var outcome = SignOutcome.Done;
        await work.RunAsync(
            async (context, token) =>
            {
                // Touched first, the trail's head makes the second of two wait, who then sees the entry of the first.
                await context.AuditHeads.ExecuteUpdateAsync(set => set.SetProperty(h => h.Seq, h => h.Seq), token);
                outcome = await CheckAsync(context, month, hash.Trim(), actor, token);
                return outcome == SignOutcome.Done ? MonthSignOffs.Draft(actor, month.ToString(), hash.Trim().ToLowerInvariant(), said) : null;
            },
            cancellationToken);
        return outcome;
    }

    private static async Task<SignOutcome> CheckAsync(
        DashboardDbContext context, CostMonth month, string hash, AuditActor actor, CancellationToken cancellationToken)
    {
        var (number, name) = (CostMapping.Number(month), month.ToString());
        var sealedAs = await context.SealedMonths.Where(m => m.Month == number).Select(m => m.Hash).SingleOrDefaultAsync(cancellationToken);
        if (sealedAs is null) return SignOutcome.NotSealed;
        if (!string.Equals(sealedAs, hash, StringComparison.OrdinalIgnoreCase)) return SignOutcome.OtherHash;
        var own = await context.AuditTrail
            .Where(e => e.SubjectKind == AuditSubjects.Month && e.SubjectId == name && e.ActorId == actor.Id)
            .Select(e => e.Action).ToListAsync(cancellationToken);
        if (own.Contains(AuditActions.MonthSealed)) return SignOutcome.OwnSeal;
        return own.Contains(AuditActions.MonthSigned) ? SignOutcome.AlreadySigned : SignOutcome.Done;
    }
}
