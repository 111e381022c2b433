using Microsoft.Extensions.DependencyInjection;

namespace Dashboard.Storage.Sessions;

/// <summary>Registers what sign-in keeps.</summary>
internal static class SessionRegistration
{
    /// <summary>Adds sessions and the keys of their cookies.</summary>
    public static IServiceCollection AddSessions(this IServiceCollection services) => services
        .AddSingleton<StartSessionCommand>()
        .AddSingleton<EndSessionCommand>()
        .AddSingleton<SessionQuery>()
        .AddSingleton<ProtectionKeys>();
}
