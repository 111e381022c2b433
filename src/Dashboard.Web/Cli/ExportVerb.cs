using Dashboard.Storage;
using Dashboard.Web.Exports;
using Dashboard.Web.Hosting.Settings;

namespace Dashboard.Web.Cli;

/// <summary><c>export</c>.</summary>
internal static class ExportVerb
{
    /// <summary>Writes a list to a file or to stdout.</summary>
    public static async Task<int> RunAsync(
        string list, ExportFormat format, DateTimeOffset? asOf, string? output, CancellationToken cancellationToken)
    {
        var configuration = VerbSettings.Load();
        if (await VerbSettings.ReadAsync(configuration, TimeProvider.System) is not { } settings) return ExitCodes.Failed;
        if (settings.DatabaseFile is { } file && !File.Exists(file))
            throw new OperatorException($"There is no database at {file} yet. Run 'collect' first, or set Dashboard__DataDirectory.");

        await using var services = VerbServices.WithHistory(settings, configuration, TimeProvider.System)
            .AddSingleton<Exporter>().BuildServiceProvider();
        var pending = await services.GetRequiredService<DatabaseMigrator>().PendingAsync(cancellationToken);
        if (pending.Count > 0) throw new OperatorException("The database has an older schema. Run 'migrate' first.");

        var request = ExportRequest.All with { AsOf = asOf > TimeProvider.System.GetUtcNow() ? null : asOf };
        var sheet = await services.GetRequiredService<Exporter>().OpenAsync(list, request, cancellationToken);
        await using var stream = Open(output);
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
