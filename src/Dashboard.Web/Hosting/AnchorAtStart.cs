using Dashboard.Storage.Auditing;

namespace Dashboard.Web.Hosting;

/// <summary>Anchors at start what an earlier process committed to the audit trail and did not anchor before it died.</summary>
internal sealed class AnchorAtStart(AuditAnchor anchor) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => anchor.CatchUpAsync(cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
