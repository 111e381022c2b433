using Dashboard.Core.Collection;
using Dashboard.Core.Posture;
using Dashboard.Core.Runs;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dashboard.Benchmarks.Product;

/// <summary>A run of the product's collector.</summary>
internal static class Collection
{
    /// <summary>Runs once. A run that did not do all of its work would be fast for nothing, so it ends the benchmark.</summary>
    public static async Task<CollectionResult> RunAsync(IAzureEstate estate, ProductDatabase database, TimeProvider clock, int apps, int? changed)
    {
        var collector = new AppCollector(
            estate, database.Store, JudgementSettings.Default, new CollectionSettings(), clock, NullLogger<AppCollector>.Instance);
        var result = await collector.RunAsync(RunTrigger.CommandLine, "benchmark", null, CancellationToken.None);
        var asExpected = result.Status == RunStatus.Succeeded && result.Report!.Apps == apps && (changed is null || result.Changed == changed);
        return asExpected
            ? result
            : throw new InvalidOperationException(
                $"The run ended {result.Status} with {result.Report?.Apps} of {apps} apps and {result.Changed} of {changed} changes. {result.Reason}");
    }
}
