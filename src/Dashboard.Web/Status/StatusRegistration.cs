namespace Dashboard.Web.Status;

/// <summary>Registers the status.</summary>
internal static class StatusRegistration
{
    /// <summary>Adds what the Status page and its API need; <paramref name="clock"/> says when the program started.</summary>
    public static IServiceCollection AddStatus(this IServiceCollection services, TimeProvider clock) => services
        .AddSingleton(ProgramFacts.Of(clock))
        .AddSingleton<StatusReader>();
}
