using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Dashboard.Storage.Auditing;

/// <summary>Registers the audit trail.</summary>
internal static class AuditRegistration
{
    /// <summary>Adds the trail, its anchor and its verification. Without <see cref="AuditAnchorSettings"/> of the host the log is the only anchor.</summary>
    public static IServiceCollection AddAuditTrail(this IServiceCollection services)
    {
        services.TryAddSingleton(AuditAnchorSettings.LogOnly);
        return services
            .AddSingleton<AuditAppender>()
            .AddSingleton<AuditAnchor>()
            .AddSingleton<AuditedWork>()
            .AddSingleton<AuditTrailQuery>()
            .AddSingleton<AuditVerifier>();
    }
}
