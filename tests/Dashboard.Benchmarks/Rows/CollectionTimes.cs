using Dashboard.Benchmarks.Bare;
using Dashboard.Benchmarks.Estate;
using Dashboard.Benchmarks.Harness;
using Dashboard.Benchmarks.Product;

namespace Dashboard.Benchmarks.Rows;

/// <summary>How long runs take, with their baselines; measured once for all rows that speak of them.</summary>
internal static class CollectionTimes
{
    /// <summary>A first run, and the same rows fetched, parsed and inserted without anything else.</summary>
    public static Task<(Series Product, Series Baseline)> FirstAsync(Workshop workshop, int apps) =>
        workshop.OnceAsync($"first run {apps}", () => MeasureFirstAsync(workshop, apps));

    /// <summary>A run in which one app in a thousand changed, and the same rows fetched and parsed, and the stored hashes read.</summary>
    public static Task<(Series Product, Series Baseline)> LaterAsync(Workshop workshop, int apps) =>
        workshop.OnceAsync($"later run {apps}", () => MeasureLaterAsync(workshop, apps));

    private static async Task<(Series Product, Series Baseline)> MeasureFirstAsync(Workshop workshop, int apps)
    {
        var server = await workshop.ServerAsync(apps);
        await using var clients = new ProductClients(server.Address);
        using var bare = new BareClient(server.Address);
        var rows = await RowsOfAsync(workshop, clients, apps);
        return await Timing.AlternateAsync(workshop.Options.Runs, ProductAsync, BaselineAsync);

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

    private static async Task<(Series Product, Series Baseline)> MeasureLaterAsync(Workshop workshop, int apps)
    {
        var server = await workshop.ServerAsync(apps);
        await using var clients = new ProductClients(server.Address);
        using var bare = new BareClient(server.Address);
        await using var database = await ProductDatabase.CreateAsync(workshop.NewFile(".db"), TimeProvider.System);
        await Collection.RunAsync(clients.Estate, database, TimeProvider.System, apps, apps);
        var variant = 0;
        var times = await Timing.AlternateAsync(workshop.Options.Runs, ProductAsync, BaselineAsync);
        await server.ShowAsync(0);
        return times;

        async Task<Sample> ProductAsync()
        {
            await server.ShowAsync(variant = 1 - variant);
            return await Timing.OfAsync(() => Collection.RunAsync(
                clients.Estate, database, TimeProvider.System, apps, apps / AppRow.ChangedEvery));
        }

        Task<Sample> BaselineAsync() => Timing.OfAsync(async () =>
        {
            Demand(await bare.ReadAllAsync(), apps);
            Demand(BareDatabase.ReadHashes(database.File), apps);
        });
    }

    private static async Task<IReadOnlyList<CopiedTable>> RowsOfAsync(Workshop workshop, ProductClients clients, int apps)
    {
        await using var database = await ProductDatabase.CreateAsync(workshop.NewFile(".db"), TimeProvider.System);
        await Collection.RunAsync(clients.Estate, database, TimeProvider.System, apps, apps);
        return BareDatabase.Copy(database.File);
    }

    // A baseline that reads less than the product would be no measure for it.
    private static void Demand(int read, int apps)
    {
        if (read != apps) throw new InvalidOperationException($"The baseline read {read} of {apps} apps.");
    }
}
