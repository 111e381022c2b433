using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Dashboard.Web.Visits;

/// <summary>Registers the memory of visits.</summary>
internal static class VisitRegistration
{
    /// <summary>Adds what records when readers were here.</summary>
    public static IServiceCollection AddVisits(this IServiceCollection services) => services
        .AddSingleton<VisitLog>()
        .AddHostedService(provider => provider.GetRequiredService<VisitLog>())
        .AddScoped<CircuitHandler, VisitCircuitHandler>();
}
