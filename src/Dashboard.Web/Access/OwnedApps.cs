using System.Security.Claims;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries;

namespace Dashboard.Web.Access;

/// <summary>Whether somebody owns apps: it decides what the navigation shows, and no right.</summary>
public sealed partial class OwnedApps(AppListQuery apps, ILogger<OwnedApps> logger)
{
    /// <summary>True where the owner tag of an app means the user. A history that cannot be read is no reason to show no navigation.</summary>
    public async Task<bool> AnyAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (OwnApps.FilterOf(user) is not { } filter) return false;
        try
        {
            return (await apps.RunAsync(filter, AppSort.Default, 1, 1, withRules: false, null, cancellationToken)).Total > 0;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            NotRead(logger, e);
            return false;
        }
    }

    [LoggerMessage(EventId = 5106, Level = LogLevel.Warning, Message = "Whether the reader owns apps could not be read; the navigation leaves My apps out for who has not the role")]
    private static partial void NotRead(ILogger logger, Exception exception);
}
