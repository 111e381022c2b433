using System.Globalization;
using Dashboard.Core.Audit;
using Dashboard.Storage.Auditing;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Sessions;

/// <summary>Starts a session at sign-in. It sweeps out those that are long over, so that the table stays as small as the organisation.</summary>
public sealed class StartSessionCommand(AuditedWork work, TimeProvider clock)
{
    private static readonly TimeSpan KeptAfterItsEnd = TimeSpan.FromDays(1);

    /// <summary>
    /// Starts one that is over after <paramref name="lifetime"/>, and returns the key for the cookie. The trail keeps what is
    /// <paramref name="worthKnowing"/> of the sign-in beside that.
    /// </summary>
    public async Task<string> RunAsync(
        AuditActor actor, TimeSpan lifetime, CancellationToken cancellationToken, params IReadOnlyList<AuditDetail> worthKnowing)
    {
        var key = SessionKey.Create();
        var now = clock.GetUtcNow();
        var expires = now + lifetime;
        await work.RunAsync(
            async (context, token) =>
            {
                var swept = UnixTime.Of(now - KeptAfterItsEnd);
                await context.Sessions.Where(s => s.ExpiresAt < swept).ExecuteDeleteAsync(token);
                context.Sessions.Add(new SessionRow
                {
                    KeyHash = SessionKey.HashOf(key),
                    UserId = actor.Id,
                    StartedAt = UnixTime.Of(now),
                    ExpiresAt = UnixTime.Of(expires),
                });
                await context.SaveChangesAsync(token);
                return new AuditDraft(
                    actor, AuditActions.SignedIn, new AuditSubject(AuditSubjects.User, actor.Id),
                    [new("until", expires.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)), .. worthKnowing]);
            },
            cancellationToken);
        return key;
    }
}
