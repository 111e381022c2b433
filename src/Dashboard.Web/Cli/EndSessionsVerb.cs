using Dashboard.Storage.Sessions;

namespace Dashboard.Web.Cli;

/// <summary><c>end-sessions</c>.</summary>
internal static class EndSessionsVerb
{
    /// <summary>Ends every session, or those of one user of the tenant, on every replica; also while servers run.</summary>
    public static async Task<int> RunAsync(Guid? objectId, CancellationToken cancellationToken)
    {
        var configuration = VerbSettings.Load();
        if (await VerbSettings.ReadAsync(configuration, TimeProvider.System) is not { } settings) return ExitCodes.Failed;
        if (settings.SignIn is not { } signIn)
            throw new OperatorException("Dashboard__SignIn__ClientId: sign-in is not set up, so there are no sessions. Set what 'serve' is given.");
        VerbSettings.PrepareDatabasePlace(settings);
        await using var services = VerbServices.WithHistory(settings, configuration, TimeProvider.System).BuildServiceProvider();
        await AuditedMigration.RunAsync(services, VerbServices.Actor, cancellationToken);
        var user = objectId is { } id ? $"entra:{signIn.TenantId}:{id:D}" : null;
        var ended = await services.GetRequiredService<EndSessionCommand>().RunForAllAsync(user, VerbServices.Actor, cancellationToken);
        await Console.Error.WriteLineAsync($"Sessions ended: {ended}. Pages that are open notice it within half a minute.");
        return ExitCodes.Succeeded;
    }
}
