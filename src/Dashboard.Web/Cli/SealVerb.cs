using Dashboard.Core.Costs;
using Dashboard.Storage;
using Dashboard.Storage.Reports;
using Dashboard.Web.Demo;

namespace Dashboard.Web.Cli;

/// <summary><c>seal</c>.</summary>
internal static class SealVerb
{
    /// <summary>Seals every month that is due and prints them, a line each.</summary>
    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var configuration = VerbSettings.Load();
        if (await VerbSettings.ReadAsync(configuration, TimeProvider.System) is not { } settings) return ExitCodes.Failed;
        if (settings.DatabaseFile is { } file && !File.Exists(file))
            throw new OperatorException($"There is no database at {file} yet. Run 'collect' first, or set Dashboard__DataDirectory.");
        var clock = OffsetClock.Of(settings.Demo, TimeProvider.System);
        await using var services = VerbServices.WithHistory(settings, configuration, clock).BuildServiceProvider();
        var pending = await services.GetRequiredService<DatabaseMigrator>().PendingAsync(cancellationToken);
        if (pending.Count > 0) throw new OperatorException("The database has an older schema. Run 'migrate' first.");
        foreach (var month in await SealAsync(services, cancellationToken)) await Console.Out.WriteLineAsync(month.ToString());
        return ExitCodes.Succeeded;
    }

    /// <summary>Seals what is due and says so on stderr.</summary>
    public static async Task<IReadOnlyList<CostMonth>> SealAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var months = await services.GetRequiredService<SealMonthCommand>().SealDueAsync(VerbServices.Actor, cancellationToken);
        await Console.Error.WriteLineAsync(months.Count == 0 ? "No month is due." : $"Sealed: {string.Join(", ", months)}.");
        return months;
    }
}
