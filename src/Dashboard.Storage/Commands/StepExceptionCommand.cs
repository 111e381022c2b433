using Dashboard.Core.Audit;
using Dashboard.Core.Exceptions;
using Dashboard.Storage.Auditing;
using Dashboard.Storage.Exceptions;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Commands;

/// <summary>
/// Approves, rejects, withdraws or revokes an exception, or comments on it. Of steps at the same time one wins, and the others are told.
/// </summary>
public sealed class StepExceptionCommand(AuditedWork work, TimeProvider clock)
{
    /// <summary>Takes the step with what is said at it, which a rejection, a revocation and a comment need.</summary>
    /// <returns>Null where it is done, else why not.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The step is a request, or happens by itself.</exception>
    public async Task<ExceptionRefusal?> RunAsync(
        long exceptionId, ExceptionStep step, string? text, AuditActor actor, CancellationToken cancellationToken)
    {
        if (step is ExceptionStep.Requested or ExceptionStep.Superseded) throw new ArgumentOutOfRangeException(nameof(step), step, "Nobody takes this step so.");
        var said = ExceptionTerms.Comment(text);
        var needed = step is ExceptionStep.Rejected or ExceptionStep.Revoked or ExceptionStep.Commented;
        if (said is null && (needed || !string.IsNullOrWhiteSpace(text))) return ExceptionRefusal.TermsRefused;
        ExceptionRefusal? refusal = null;
        await work.RunAsync(
            async (context, token) =>
            {
                (refusal, var draft) = await StepAsync(context, exceptionId, step, said, actor, token);
                return draft;
            },
            cancellationToken);
        return refusal;
    }

    private async Task<(ExceptionRefusal? Refusal, AuditDraft? Draft)> StepAsync(
        DashboardDbContext context, long id, ExceptionStep step, string? said, AuditActor actor, CancellationToken cancellationToken)
    {
        await ExceptionGate.ChangeAsync(context, cancellationToken);
        var row = await context.Exceptions.AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, cancellationToken);
        if (row is null) return (ExceptionRefusal.NotFound, null);
        var now = UnixTime.Of(clock.GetUtcNow());
        var renewed = step == ExceptionStep.Approved ? row.RenewsId : null;
        if (step != ExceptionStep.Commented)
        {
            var (_, refusal) = row.ToCase().Take(step, actor, UnixTime.From(now));
            refusal ??= step == ExceptionStep.Approved && await IsCoveredAsync(context, row, now, cancellationToken) ? ExceptionRefusal.AlreadyCovered : null;
            if (refusal is not null) return (refusal, null);
            if (renewed is { } old) renewed = await SupersedeAsync(context, old, now, actor, cancellationToken) ? old : null;
            await WriteAsync(context, row, step, now, actor, cancellationToken);
        }

        context.Add(Event(id, now, step, actor, said));
        await context.SaveChangesAsync(cancellationToken);
        return (null, ExceptionRecord.OfStep(actor, id, step, now, said, renewed));
    }

    private static async Task WriteAsync(
        DashboardDbContext context, ExceptionRow row, ExceptionStep step, long now, AuditActor actor, CancellationToken cancellationToken)
    {
        if (step == ExceptionStep.Revoked)
        {
            await EndAsync(context, row.Id, step, now, cancellationToken);
            return;
        }

        await context.Exceptions.Where(e => e.Id == row.Id && e.Decision == null).ExecuteUpdateAsync(
            set => set.SetProperty(e => e.Decision, step).SetProperty(e => e.DecidedAt, now)
                .SetProperty(e => e.DecidedById, actor.Id).SetProperty(e => e.DecidedByName, actor.Name),
            cancellationToken);
        if (step != ExceptionStep.Approved) return;
        await context.ExceptionCovers.Where(c => c.ExceptionId == row.Id).ExecuteUpdateAsync(
            set => set.SetProperty(c => c.ActiveFrom, now).SetProperty(c => c.ActiveTo, row.Expires), cancellationToken);
        await MoveDuesAsync(context, row.Id, now, cancellationToken);
    }

    /// <summary>Ends the exception that an approved one renews, where it still runs.</summary>
    private static async Task<bool> SupersedeAsync(DashboardDbContext context, long id, long now, AuditActor actor, CancellationToken cancellationToken)
    {
        var old = await context.Exceptions.AsNoTracking().SingleAsync(e => e.Id == id, cancellationToken);
        if (old.ToCase().Take(ExceptionStep.Superseded, actor, UnixTime.From(now)).Refusal is not null) return false;
        await EndAsync(context, id, ExceptionStep.Superseded, now, cancellationToken);
        context.Add(Event(id, now, ExceptionStep.Superseded, actor, null));
        return true;
    }

    private static async Task EndAsync(DashboardDbContext context, long id, ExceptionStep step, long now, CancellationToken cancellationToken)
    {
        await context.Exceptions.Where(e => e.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(e => e.Ending, step).SetProperty(e => e.EndedAt, now), cancellationToken);
        await context.ExceptionCovers.Where(c => c.ExceptionId == id).ExecuteUpdateAsync(
            set => set.SetProperty(c => c.ActiveTo, now), cancellationToken);
        await MoveDuesAsync(context, id, now, cancellationToken);
    }

    private static async Task MoveDuesAsync(DashboardDbContext context, long id, long now, CancellationToken cancellationToken)
    {
        var covers = await context.ExceptionCovers.AsNoTracking().Where(c => c.ExceptionId == id).ToListAsync(cancellationToken);
        await ExceptionDues.ApplyAsync(context, covers, now, cancellationToken);
    }

    /// <summary>Whether another exception than the renewed one is active on anything that this one covers.</summary>
    private static Task<bool> IsCoveredAsync(DashboardDbContext context, ExceptionRow row, long now, CancellationToken cancellationToken) =>
        context.ExceptionCovers.Where(c => c.ExceptionId == row.Id).AnyAsync(
            c => context.ExceptionCovers.Any(
                o => o.AppId == c.AppId && o.RuleId == c.RuleId && o.ExceptionId != row.Id && o.ExceptionId != row.RenewsId && o.ActiveTo > now),
            cancellationToken);

    private static ExceptionEventRow Event(long id, long now, ExceptionStep step, AuditActor actor, string? said) => new()
    {
        ExceptionId = id,
        At = now,
        Step = step,
        ActorId = actor.Id,
        ActorName = actor.Name,
        Text = said,
    };
}
