using Dashboard.Azure.Arm;
using Dashboard.Core.Posture;
using Dashboard.Web.Cli;
using Dashboard.Web.Hosting.Settings;

namespace Dashboard.Web.Access.Certificates;

/// <summary>
/// Looks at start, in Azure itself, whether the front end before this program requires client certificates. Only then the header that
/// it sets cannot be a caller's own; our own dashboard would call anything else a gap.
/// </summary>
internal static class OwnSiteCheck
{
    private const string Key = "Dashboard__ClientCertificates: ";

    /// <summary>Does nothing where certificates are not asked for, or the site requires them everywhere.</summary>
    /// <exception cref="OperatorException">It does not, or that could not be read.</exception>
    public static async Task EnsureAsync(ClientCertificateSettings? settings, ISiteReader sites, CancellationToken cancellationToken)
    {
        if (settings is null) return;
        if (await sites.ReadAsync(settings.OwnSiteId, cancellationToken) is not { } site)
            throw new OperatorException($"{Key}the own site {settings.OwnSiteId} could not be read. Grant the identity Reader on it, or remove the setting.");
        if (site.Mode != EffectiveMode.Require)
            throw new OperatorException($"{Key}the own site's mode is {site.Mode}, so callers could send the header themselves. Set clientCertEnabled to true and clientCertMode to Required.");
        if (site.HasExclusions)
            throw new OperatorException($"{Key}the own site leaves paths out of client certificates. Remove its clientCertExclusionPaths and clientCertExclusionEndPoints.");
    }
}
