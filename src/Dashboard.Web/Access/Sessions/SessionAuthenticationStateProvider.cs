using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace Dashboard.Web.Access.Sessions;

/// <summary>
/// Who sits at an open page. A circuit lives on without any request, so it looks by itself whether its session does: from the end of
/// that on its user is nobody, and the page with all that it showed is gone.
/// </summary>
internal sealed partial class SessionAuthenticationStateProvider : ServerAuthenticationStateProvider, IDisposable
{
    /// <summary>For how long a page may outlive a session that was ended on another replica.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private static readonly Task<AuthenticationState> Nobody = Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity())));

    private readonly SessionBook _sessions;
    private readonly TimeProvider _clock;
    private readonly ILogger<SessionAuthenticationStateProvider> _logger;
    private readonly CancellationTokenSource _stop = new();
    private ClaimsPrincipal? _user;

    /// <summary>Begins to watch as soon as it is known who the user is.</summary>
    public SessionAuthenticationStateProvider(SessionBook sessions, TimeProvider clock, ILogger<SessionAuthenticationStateProvider> logger)
    {
        (_sessions, _clock, _logger) = (sessions, clock, logger);
        AuthenticationStateChanged += OnChanged;
        _sessions.Ended += OnEnded;
    }

    /// <summary>Stops watching.</summary>
    public void Dispose()
    {
        AuthenticationStateChanged -= OnChanged;
        _sessions.Ended -= OnEnded;
        _stop.Cancel();
        _stop.Dispose();
    }

    private async void OnChanged(Task<AuthenticationState> change)
    {
        try
        {
            var user = (await change).User;
            if (user.Identity is not { IsAuthenticated: true } || Interlocked.CompareExchange(ref _user, user, null) is not null) return;
            await WatchAsync(user, _stop.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The page was left.
        }
    }

    private async Task WatchAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, _clock);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (await IsLiveAsync(user, cancellationToken)) continue;
            SetAuthenticationState(Nobody);
            return;
        }
    }

    /// <summary>A database that does not answer ends no session: pages fail by themselves then, and the next look finds out.</summary>
    private async Task<bool> IsLiveAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        try
        {
            return await _sessions.IsLiveAsync(user, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNotChecked(e);
            return true;
        }
    }

    private void OnEnded(string key)
    {
        if (_user is { } user && SessionBook.KeyOf(user) == key) SetAuthenticationState(Nobody);
    }

    [LoggerMessage(5201, LogLevel.Warning, "Whether a session goes on could not be looked up; it is tried again")]
    private partial void LogNotChecked(Exception e);
}
