using System.CommandLine;
using Dashboard.Core.Costs;
using Dashboard.Web.Api;
using Dashboard.Web.Exports;
using Dashboard.Web.Hosting.Settings;
using Dashboard.Web.Urls;

namespace Dashboard.Web.Cli;

/// <summary>The program's verbs.</summary>
internal static class DashboardCommandLine
{
    /// <summary>How long a verb may take to stop after Ctrl+C before the process ends anyway.</summary>
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    /// <summary>Understands <paramref name="args"/>, does it, and returns the exit code.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Build().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            var errors = string.Join(" ", parsed.Errors.Select(e => e.Message).Distinct());
            await Console.Error.WriteLineAsync(OneLine.Of($"{errors} See --help."));
            return ExitCodes.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = StopLimit,
            });
        }
        catch (Exception e) when (ExpectedFailures.Describe(e) is { } line)
        {
            await Console.Error.WriteLineAsync(OneLine.Of(line));
            return ExitCodes.Failed;
        }
    }

    private static RootCommand Build()
    {
        var root = new RootCommand(
            "App Service mTLS compliance dashboard. Without a verb: serve. Settings come from the environment (Dashboard__…) "
            + "and appsettings.json. Data goes to stdout, messages to stderr.");
        var serve = new Command("serve", "Serves the dashboard, its API and the schedule (default). In Azure mode people sign in with Entra ID");
        serve.SetAction((_, cancellationToken) => ServeVerb.RunAsync(cancellationToken));
        root.SetAction((_, cancellationToken) => ServeVerb.RunAsync(cancellationToken));
        var collect = new Command("collect", "Collects the estate once. Exit code 0: succeeded, 2: partial, 1: failed");
        collect.SetAction((_, cancellationToken) => CollectVerb.RunAsync(cancellationToken));
        var migrate = new Command("migrate", "Brings the database to the newest schema");
        migrate.SetAction((_, cancellationToken) => MigrateVerb.RunAsync(cancellationToken));
        root.Subcommands.Add(serve);
        root.Subcommands.Add(collect);
        root.Subcommands.Add(Export());
        root.Subcommands.Add(migrate);
        root.Subcommands.Add(Verify());
        var seal = new Command("seal", "Seals the months that are due: over, and read by a run since, or over for three days. It says which");
        seal.SetAction((_, cancellationToken) => SealVerb.RunAsync(cancellationToken));
        root.Subcommands.Add(seal);
        root.Subcommands.Add(EndSessions());
        var connection = new Command(
            "test-connection", "Tests what the credential can read. It changes nothing and needs no database. Exit code 0: nothing is missing, 1: something is");
        connection.SetAction((_, cancellationToken) => TestConnectionVerb.RunAsync(cancellationToken));
        root.Subcommands.Add(connection);
        var routes = new Command(
            "routes", "Writes as JSON what a server of these settings would answer to: every route with its policy, the actions of the pages, the roles. It serves nothing");
        routes.SetAction((_, cancellationToken) => RoutesVerb.RunAsync(cancellationToken));
        root.Subcommands.Add(routes);
        return root;
    }

    private static Command EndSessions()
    {
        var user = new Option<Guid?>("--user") { Description = "The object id of one user; everybody if not given" };
        var end = new Command("end-sessions", "Signs people out, on every replica and also while servers run; they can sign in again") { user };
        end.SetAction((parsed, cancellationToken) => EndSessionsVerb.RunAsync(parsed.GetValue(user), cancellationToken));
        return end;
    }

    private static Command Verify()
    {
        var format = new Option<string>("--format") { Description = "text (default) or json", DefaultValueFactory = _ => "text" };
        format.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is not ("text" or "json") and { } value)
                result.AddError($"'{value}' is no format: --format is text or json.");
        });
        var verify = new Command(
            "verify",
            "Verifies the audit trail: its chain, its anchor, and the tables that its events changed, and reckons every sealed month again. Exit code 0: all holds, "
            + "1: something does not, 3: nothing contradicts itself, but there is no anchor")
        {
            format,
        };
        verify.SetAction((parsed, cancellationToken) => VerifyVerb.RunAsync(parsed.GetRequiredValue(format) == "json", cancellationToken));
        return verify;
    }

    private static Command Export()
    {
        var list = new Argument<string>("LIST") { Description = "One of " + string.Join(", ", Exporter.Lists) };
        list.Validators.Add(result =>
        {
            var value = result.GetValueOrDefault<string>();
            if (value is not null && !Exporter.Lists.Contains(value, StringComparer.Ordinal))
                result.AddError($"'{value}' is no list: one of {string.Join(", ", Exporter.Lists)}.");
        });
        var format = new Option<string>("--format") { Description = "json, csv or xlsx", Required = true };
        format.Validators.Add(result =>
        {
            var value = result.GetValueOrDefault<string>();
            if (value is not null && ParseFormat(value) is null) result.AddError($"'{value}' is no format: --format is json, csv or xlsx.");
        });
        var asOf = new Option<string?>("--as-of") { Description = "The moment: " + AsOfUrl.Expected };
        asOf.Validators.Add(result =>
        {
            var value = result.GetValueOrDefault<string?>();
            if (value is not null && !AsOfUrl.TryParse(value, out _)) result.AddError($"'{value}' is no moment: --as-of is {AsOfUrl.Expected}.");
        });
        var by = new Option<string?>("--by")
        {
            Description = $"For {Exporter.Coverage}: groups instead of the last 90 days, one of {string.Join(", ", CoveragePeriod.Dimensions)}. "
                + $"For {CostSheets.Costs}: groups of one month instead of the last months, one of {string.Join(", ", CostPeriod.Dimensions)}",
        };
        by.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is not { } value) return;
            var isCosts = result.Parent?.GetResult(list)?.GetValueOrDefault<string>() == CostSheets.Costs;
            if (isCosts ? CostPeriod.Find(value) is null : CoveragePeriod.Find(value) is null)
                result.AddError($"'{value}' is no dimension: --by is one of {string.Join(", ", isCosts ? CostPeriod.Dimensions : CoveragePeriod.Dimensions)}.");
            else if (!isCosts && result.Parent?.GetResult(list)?.GetValueOrDefault<string>() != Exporter.Coverage)
                result.AddError($"--by is for {Exporter.Coverage} and {CostSheets.Costs} alone.");
        });
        var month = new Option<string?>("--month")
        {
            Description = $"For {CostSheets.Plans}, and for {CostSheets.Costs} with --by: the month of the costs (2026-03); the last complete one if not given. "
                + $"For {SnapshotSheets.Snapshots}: one sealed month, whole, instead of the list",
        };
        month.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is not { } value) return;
            var name = result.Parent?.GetResult(list)?.GetValueOrDefault<string>();
            if (!CostMonth.TryParse(value, out _)) result.AddError($"'{value}' is no month: --month is given as 2026-03.");
            else if (name is not (CostSheets.Plans or SnapshotSheets.Snapshots) && !(name == CostSheets.Costs && result.Parent?.GetResult(by) is not null))
                result.AddError($"--month is for {CostSheets.Plans} and {SnapshotSheets.Snapshots}, and for {CostSheets.Costs} with --by.");
        });
        var output = new Option<string?>("--output") { Description = "The file to write; stdout if not given" };
        var export = new Command("export", "Writes a list from the database; needs no server and no Azure") { list, format, asOf, by, month, output };
        export.SetAction((parsed, cancellationToken) => ExportVerb.RunAsync(
            parsed.GetRequiredValue(list), ParseFormat(parsed.GetRequiredValue(format))!.Value, Moment(parsed.GetValue(asOf)),
            parsed.GetValue(by), CostMonth.TryParse(parsed.GetValue(month), out var chosen) ? chosen : null, parsed.GetValue(output), cancellationToken));
        return export;
    }

    private static DateTimeOffset? Moment(string? text) => text is not null && AsOfUrl.TryParse(text, out var moment) ? moment : null;

    private static ExportFormat? ParseFormat(string text) => text.ToLowerInvariant() switch
    {
        "json" => ExportFormat.Json,
        "csv" => ExportFormat.Csv,
        "xlsx" => ExportFormat.Xlsx,
        _ => null,
    };
}
