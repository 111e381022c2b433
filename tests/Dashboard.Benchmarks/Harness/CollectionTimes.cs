using Dashboard.Benchmarks.Bare;
using Dashboard.Benchmarks.Estate;
using Dashboard.Benchmarks.Product;

namespace Dashboard.Benchmarks.Harness;

/// <summary>How long first and later runs take, with their baselines.</summary>
/// <param name="First">A first run, and the same rows fetched, parsed and inserted without anything else.</param>
/// <param name="Later">A run in which one app in a thousand changed, and the same rows fetched and parsed, and the stored hashes read.</param>
internal sealed record CollectionTimes((Series Product, Series Baseline) First, (Series Product, Series Baseline) Later)
{
    public static async Task<CollectionTimes> MeasureAsync(Workshop workshop, int apps)
    {
        var server = await workshop.ServerAsync(apps);
        await using var clients = new ProductClients(server.Address);
        using var bare = new BareClient(server.Address);
        await using var database = await ProductDatabase.CreateAsync(workshop.NewFile(".db"), TimeProvider.System);
        await Collection.RunAsync(clients.Estate, database, TimeProvider.System, apps, apps);
        var first = await FirstAsync(workshop, clients, bare, BareDatabase.Copy(database.File), apps);
        var variant = 0;
        var later = await Timing.AlternateAsync(workshop.Options.Runs, LaterAsync, () => Timing.OfAsync(async () =>
        {
            Demand(await bare.ReadAllAsync(), apps);
            Demand(BareDatabase.ReadHashes(database.File), apps);
        }));
        await server.ShowAsync(0);
        return new CollectionTimes(first, later);

        async Task<Sample> LaterAsync()
        {
            await server.ShowAsync(variant = 1 - variant);
            return await Timing.OfAsync(() => Collection.RunAsync(
                clients.Estate, database, TimeProvider.System, apps, apps / AppRow.ChangedEvery));
        }
    }

    private static Task<(Series Product, Series Baseline)> FirstAsync(
        Workshop workshop, ProductClients clients, BareClient bare, IReadOnlyList<CopiedTable> rows, int apps)
    {
        return Timing.AlternateAsync(workshop.Options.Runs, ProductAsync, BaselineAsync);

        async Task<Sample> ProductAsync()
        {
            await using var database = await ProductDatabase.CreateAsync(workshop.NewFile(".db"), TimeProvider.System);
            return await Timing.OfAsync(() => Collection.RunAsync(clients.Estate, database, TimeProvider.System, apps, apps));
        }

        async Task<Sample> BaselineAsync()
        {
            var file = workshop.NewFile(".db");
            IDisposable? written = null;
            var time = await Timing.OfAsync(async () =>
            {
                Demand(await bare.ReadAllAsync(), apps);
                written = BareDatabase.Insert(file, rows);
            });
            written!.Dispose();
            File.Delete(file);
            return time;
        }
    }

    // A baseline that reads less than the product would be no measure for it.
    private static void Demand(int read, int apps)
    {
        if (read != apps) throw new InvalidOperationException($"The baseline read {read} of {apps} apps.");
    }
}
