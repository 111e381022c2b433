namespace Dashboard.Web.Cli;

/// <summary><c>migrate</c>.</summary>
internal static class MigrateVerb
{
    /// <summary>Applies what is pending and prints the names, a line each.</summary>
    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var configuration = VerbSettings.Load();
        if (await VerbSettings.ReadAsync(configuration, TimeProvider.System) is not { } settings) return ExitCodes.Failed;
        VerbSettings.PrepareDatabasePlace(settings);
        await using var services = VerbServices.WithHistory(settings, configuration, TimeProvider.System).BuildServiceProvider();
        var applied = await AuditedMigration.RunAsync(services, VerbServices.Actor, cancellationToken);
        foreach (var name in applied) await Console.Out.WriteLineAsync(name);
        await Console.Error.WriteLineAsync(applied.Count == 0 ? "The schema is the newest." : $"Migrations applied: {applied.Count}.");
        return ExitCodes.Succeeded;
    }
}
