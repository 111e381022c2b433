using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Sessions;

/// <summary>Whether a session goes on. It asks the database each time: a session that was ended on one replica has ended on all.</summary>
public sealed class SessionQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock)
{
    /// <summary>True where the session of <paramref name="key"/> is that user's, and is neither ended nor over.</summary>
    public async Task<bool> IsLiveAsync(string key, string userId, CancellationToken cancellationToken)
    {
        var hash = SessionKey.HashOf(key);
        var now = UnixTime.Of(clock.GetUtcNow());
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.Sessions.AnyAsync(
            s => s.KeyHash == hash && s.UserId == userId && s.EndedAt == null && s.ExpiresAt > now, cancellationToken);
    }
}
