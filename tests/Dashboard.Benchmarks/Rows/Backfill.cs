using Dashboard.Benchmarks.Bare;
using Dashboard.Benchmarks.Harness;
using Dashboard.Benchmarks.Product;
using Dashboard.Core.Collection;
using Dashboard.Core.Posture;
using Dashboard.Core.Runs;
using Dashboard.Simulator;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Dashboard.Benchmarks.Rows;

/// <summary>
/// A year of daily runs over the demo's estate, as the demo fills its past: the simulator in this process, whose days
/// cost the baseline the same.
/// </summary>
internal sealed class Backfill : IBenchmark
{
    private const int Apps = 400;

    private static readonly DateTimeOffset First = SimulatorOptions.DefaultYearEnd.AddMonths(-12).AddHours(6);
    private static readonly int Days = (SimulatorOptions.DefaultYearEnd - SimulatorOptions.DefaultYearEnd.AddMonths(-12)).Days;

    public string Name => "backfill";

    public async IAsyncEnumerable<Result> RunAsync(Workshop workshop)
    {
        var (product, baseline) = await Timing.AlternateAsync(
            workshop.Options.Runs, () => ProductAsync(workshop), BaselineAsync);
        yield return Result.Of($"{Name} {Apps} apps, {Days} days", 3, product, baseline);
    }

    private static async Task<Sample> ProductAsync(Workshop workshop)
    {
        await using var simulator = await StartAsync();
        await using var clients = new ProductClients(simulator.HttpEndpoint);
        var clock = new FakeTimeProvider(First);
        await using var database = await ProductDatabase.CreateAsync(workshop.NewFile(".db"), clock);
        return await Timing.OfAsync(async () =>
        {
            for (var day = 0; day < Days; day++)
            {
                clock.SetUtcNow(First.AddDays(day));
                simulator.MoveTo(clock.GetUtcNow());
                var collector = new AppCollector(
                    clients.Estate, database.Store, JudgementSettings.Default, new CollectionSettings(), clock, NullLogger<AppCollector>.Instance);
                var result = await collector.RunAsync(RunTrigger.Backfill, "demo", null, CancellationToken.None);
                if (result.Status is not (RunStatus.Succeeded or RunStatus.Partial)) throw new InvalidOperationException($"Day {day} ended {result.Status}. {result.Reason}");
            }
        });
    }

    private static async Task<Sample> BaselineAsync()
    {
        await using var simulator = await StartAsync();
        using var bare = new BareClient(simulator.HttpEndpoint);
        return await Timing.OfAsync(async () =>
        {
            for (var day = 0; day < Days; day++)
            {
                simulator.MoveTo(First.AddDays(day));
                await bare.ReadAllAsync();
            }
        });
    }

    private static Task<SimulatorHost> StartAsync() => SimulatorHost.StartAsync(new SimulatorOptions { Apps = Apps, AsOf = First }, CancellationToken.None);
}
