using System.Security.Claims;
using Dashboard.Core.Audit;
using Dashboard.Storage.Sessions;

namespace Dashboard.Web.Access.Sessions;

/// <summary>Starts, checks and ends the sessions of signed-in people.</summary>
internal sealed class SessionBook(StartSessionCommand start, EndSessionCommand end, SessionQuery query)
{
    /// <summary>Raised, on any thread, with the key of a session that ended here, so that open pages need not wait for their next check.</summary>
    public event Action<string>? Ended;

    /// <summary>Starts one and returns its key; details go into the trail.</summary>
    public Task<string> StartAsync(
        AuditActor actor, TimeSpan lifetime, CancellationToken cancellationToken, params IReadOnlyList<AuditDetail> worthKnowing) =>
        start.RunAsync(actor, lifetime, cancellationToken, worthKnowing);

    /// <summary>True where the user's session goes on. A user without one has none.</summary>
    public async Task<bool> IsLiveAsync(ClaimsPrincipal user, CancellationToken cancellationToken) =>
        KeyOf(user) is { } key && Actors.IdOf(user) is { } id && await query.IsLiveAsync(key, id, cancellationToken);

    /// <summary>Ends the user's session.</summary>
    public async Task EndAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (KeyOf(user) is not { } key) return;
        await end.RunAsync(key, Actors.Of(user), cancellationToken);
        Ended?.Invoke(key);
    }

    /// <summary>The key of the user's session; null where they have none.</summary>
    public static string? KeyOf(ClaimsPrincipal user) => user.FindFirstValue(DashboardClaims.Session);
}
