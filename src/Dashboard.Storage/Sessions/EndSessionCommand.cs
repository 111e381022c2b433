using System.Globalization;
using Dashboard.Core.Audit;
using Dashboard.Storage.Auditing;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Sessions;

/// <summary>Ends sessions, so that a cookie that somebody copied is worth nothing from then on.</summary>
public sealed class EndSessionCommand(AuditedWork work, TimeProvider clock)
{
    /// <summary>Ends the session of a key at its user's sign-out. Does nothing where it has ended.</summary>
    public Task RunAsync(string key, AuditActor actor, CancellationToken cancellationToken)
    {
        var hash = SessionKey.HashOf(key);
        var now = UnixTime.Of(clock.GetUtcNow());
        return work.RunAsync(
            async (context, token) => await context.Sessions.Where(s => s.KeyHash == hash && s.EndedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now), token) == 0
                    ? null
                    : new AuditDraft(actor, AuditActions.SignedOut, new AuditSubject(AuditSubjects.User, actor.Id), []),
            cancellationToken);
    }

    /// <summary>Ends every session, or every one of a user, and returns how many there were.</summary>
    public async Task<int> RunForAllAsync(string? userId, AuditActor actor, CancellationToken cancellationToken)
    {
        var ended = 0;
        var now = UnixTime.Of(clock.GetUtcNow());
        await work.RunAsync(
            async (context, token) =>
            {
                ended = await context.Sessions
                    .Where(s => s.EndedAt == null && s.ExpiresAt > now && (userId == null || s.UserId == userId))
                    .ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now), token);
                return new AuditDraft(
                    actor, AuditActions.SessionsEnded, new AuditSubject(AuditSubjects.User, userId ?? "all"),
                    [new("sessions", ended.ToString(CultureInfo.InvariantCulture))]);
            },
            cancellationToken);
        return ended;
    }
}
