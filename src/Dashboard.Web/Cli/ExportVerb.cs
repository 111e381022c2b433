using Dashboard.Core.Costs;
using Dashboard.Storage;
using Dashboard.Storage.Commands;
using Dashboard.Web.Api;
using Dashboard.Web.Demo;
using Dashboard.Web.Exports;
using Dashboard.Web.Hosting.Settings;
using Dashboard.Web.Urls;

namespace Dashboard.Web.Cli;

/// <summary><c>export</c>.</summary>
internal static class ExportVerb
{
    /// <summary>Writes a list to a file or to stdout.</summary>
    public static async Task<int> RunAsync(
        string list, ExportFormat format, DateTimeOffset? asOf, string? by, CostMonth? month, string? output, CancellationToken cancellationToken)
    {
        var configuration = VerbSettings.Load();
        if (await VerbSettings.ReadAsync(configuration, TimeProvider.System) is not { } settings) return ExitCodes.Failed;
        if (settings.DatabaseFile is { } file && !File.Exists(file))
            throw new OperatorException($"There is no database at {file} yet. Run 'collect' first, or set Dashboard__DataDirectory.");

        var clock = OffsetClock.Of(settings.Demo, TimeProvider.System);
        var now = clock.GetUtcNow();
        if (asOf is { } moment && AsOfUrl.IsFuture(moment, now))
        {
            await Console.Error.WriteLineAsync("--as-of lies in the future. Give a moment that is past, or leave it out for now.");
            return ExitCodes.Usage;
        }

        if (month > CostMonth.Of(asOf ?? now))
        {
            await Console.Error.WriteLineAsync("--month lies after the moment. Give a month that has begun by then, or leave it out for the last complete one.");
            return ExitCodes.Usage;
        }

        await using var services = VerbServices.WithHistory(settings, configuration, clock)
            .AddExporter().BuildServiceProvider();
        var pending = await services.GetRequiredService<DatabaseMigrator>().PendingAsync(cancellationToken);
        if (pending.Count > 0) throw new OperatorException("The database has an older schema. Run 'migrate' first.");

        var request = ExportRequest.All with { AsOf = asOf > now ? null : asOf };
        var at = request.AsOf ?? now;
        request = list switch
        {
            Exporter.Coverage when by is not null => request with { Period = CoveragePeriod.UpTo(request.AsOf, now, CoveragePeriod.Find(by)) },
            CostSheets.Costs when by is not null => request with { Costs = CostPeriod.Of(CostPeriod.Find(by)!.Value, month ?? CostPeriod.LastComplete(at)) },
            CostSheets.Plans when month is { } costs => request with { Plans = PlanChoice.At(at) with { Month = costs } },
            _ => request,
        };
        var sheet = list == SnapshotSheets.Snapshots && month is { } one
            ? await services.GetRequiredService<SnapshotSheets>().MonthAsync(one, cancellationToken)
                ?? throw new OperatorException($"--month: {one} is not sealed. 'export snapshots' lists those that are.")
            : await services.GetRequiredService<Exporter>().OpenAsync(list, request, cancellationToken);
        // The file first: what cannot be written was not taken away, and the trail must not say so.
        await using var stream = Open(output);
        await services.GetRequiredService<RecordEventCommand>().RunAsync(
            ExportEvent.Of(VerbServices.Actor, sheet, format), cancellationToken);
        await ExportWriter.WriteAsync(sheet, format, stream, cancellationToken);
        await stream.FlushAsync(cancellationToken);
        return ExitCodes.Succeeded;
    }

    private static Stream Open(string? output)
    {
        if (output is null) return Console.OpenStandardOutput();
        try
        {
            return new FileStream(output, FileMode.Create, FileAccess.Write, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException(OneLine.Of($"--output: {output} cannot be written. Name a file in a directory that can be."));
        }
    }
}
