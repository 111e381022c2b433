using System.Text.Json;
using Dashboard.Core.Collection;
using Dashboard.Core.Runs;
using Dashboard.Storage.Queries;
using Dashboard.Web.Api;
using Dashboard.Web.Api.Contracts;
using Dashboard.Web.Collection;
using Dashboard.Web.Demo;
using Dashboard.Web.Hosting.Settings;

namespace Dashboard.Web.Cli;

/// <summary><c>collect</c>.</summary>
internal static class CollectVerb
{
    /// <summary>Runs once, prints the run as the API answers it, and returns the exit code of its status.</summary>
    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var configuration = VerbSettings.Load();
        if (await VerbSettings.ReadAsync(configuration, TimeProvider.System) is not { } settings) return ExitCodes.Failed;
        VerbSettings.PrepareDatabasePlace(settings);
        await using var demo = settings.Demo is null ? null : await DemoEstate.StartAsync(settings.Demo, TimeProvider.System, cancellationToken);
        var clock = demo?.Clock ?? TimeProvider.System;
        await using var services = VerbServices.WithHistory(settings, configuration, clock).AddCollectorOf(settings, demo).BuildServiceProvider();
        await AuditedMigration.RunAsync(services, VerbServices.Actor, cancellationToken);

        var collector = services.GetRequiredService<ICollectorFactory>().Create((_, _) => { }, VerbServices.Actor);
        var result = await collector.RunAsync(RunTrigger.CommandLine, VerbServices.LocalOperator, null, cancellationToken);
        await ReportAsync(result, services.GetRequiredService<RunQuery>(), settings);
        // Where nothing serves, the runs of a scheduler are what seals months.
        if (result.Status is RunStatus.Succeeded or RunStatus.Partial) await SealVerb.SealAsync(services, cancellationToken);
        return result.Status switch
        {
            RunStatus.Succeeded => ExitCodes.Succeeded,
            RunStatus.Partial => ExitCodes.Partial,
            RunStatus.Failed or RunStatus.Cancelled or RunStatus.Running => ExitCodes.Failed,
        };
    }

    private static async Task ReportAsync(CollectionResult result, RunQuery runs, DashboardSettings settings)
    {
        // Also after Ctrl+C the operator should read how the run ended.
        var run = result.RunId is { } id ? await runs.FindAsync(id, CancellationToken.None) : null;
        if (run is not null)
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(RunDetailResponse.Of(run), ApiJson.Options));
        var problems = result.Report?.Sources.Select(s => s.Problem).OfType<string>().Distinct() ?? [];
        var line = result.Status switch
        {
            RunStatus.Succeeded => $"Run {result.RunId} succeeded: {result.Report?.Apps} apps, {result.Changed} changed.",
            RunStatus.Running => result.Reason ?? "Another run is under way.",
            _ => $"Run {result.RunId} is {result.Status}: {result.Reason} {string.Join(" ", problems)}",
        };
        await Console.Error.WriteLineAsync(OneLine.Of(settings.Mode == DashboardMode.Demo ? $"Demo: {line}" : line));
    }
}
