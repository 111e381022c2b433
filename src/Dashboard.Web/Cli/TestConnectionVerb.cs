using System.Text.Json;
using Dashboard.Azure;
using Dashboard.Core.Connections;
using Dashboard.Web.Api;
using Dashboard.Web.Api.Contracts;
using Dashboard.Web.Connections;
using Dashboard.Web.Demo;
using Dashboard.Web.Hosting;
using Dashboard.Web.Hosting.Settings;

namespace Dashboard.Web.Cli;

/// <summary><c>test-connection</c>: for before there is a database, so it touches none.</summary>
internal static class TestConnectionVerb
{
    /// <summary>Tests every source that is read, prints what the API would answer, and returns whether nothing is missing.</summary>
    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var configuration = VerbSettings.Load();
        if (await VerbSettings.ReadAsync(configuration, TimeProvider.System) is not { } settings) return ExitCodes.Failed;
        await using var demo = settings.Demo is null ? null : await DemoEstate.StartAsync(settings.Demo, TimeProvider.System, cancellationToken);
        var clock = demo?.Clock ?? TimeProvider.System;
        var services = new ServiceCollection()
            .AddLogging(logging => logging.AddDashboardLogging(configuration))
            .AddSingleton(clock)
            .AddSingleton(settings.Judgement)
            .AddSingleton<ConnectionTest>();
        if (demo is null) services.AddDashboardAzure(settings.Azure!);
        else demo.AddTo(services);
        await using var provider = services.BuildServiceProvider();

        var checks = new List<ConnectionCheck>();
        await foreach (var check in provider.GetRequiredService<ConnectionTest>().RunAsync(ConnectionSources.All, cancellationToken))
        {
            checks.Add(check);
            var line = $"{ConnectionWords.Title(check.Source)}: {ConnectionWords.State(check.State).Word}. {check.Answer}";
            if (check.State != ConnectionState.NotRead) await Console.Error.WriteLineAsync(OneLine.Of(line));
        }

        var principal = RoleGrant.Principal(checks.Select(c => c.Identity).FirstOrDefault(i => i is not null), settings.Azure?.ClientId);
        var now = clock.GetUtcNow();
        await Console.Out.WriteLineAsync(JsonSerializer.Serialize(
            checks.Select(c => ConnectionResponse.Of(c.Source, c, c.State == ConnectionState.NotRead ? null : now, principal)), ApiJson.Options));
        // Tags that apps lack are work for their owners, not a right that is missing.
        return checks.All(c => c.State is ConnectionState.Good or ConnectionState.NotRead || c is { Source: ConnectionSource.Tags, State: ConnectionState.Incomplete })
            ? ExitCodes.Succeeded
            : ExitCodes.Failed;
    }
}
