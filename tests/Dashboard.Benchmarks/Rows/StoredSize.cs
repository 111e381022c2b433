using Dashboard.Benchmarks.Bare;
using Dashboard.Benchmarks.Harness;
using Dashboard.Benchmarks.History;

namespace Dashboard.Benchmarks.Rows;

/// <summary>What three years of daily runs take on disk, everything in the file counted.</summary>
internal sealed class StoredSize : IBenchmark
{
    private const double MiB = 1024 * 1024;

    public string Name => "storage";

    public async IAsyncEnumerable<Result> RunAsync(Workshop workshop)
    {
        var history = await workshop.HistoryAsync(workshop.Largest);
        using (var connection = BareDatabase.Open(history.Database.File)) BareDatabase.Run(connection.Handle!, "PRAGMA wal_checkpoint(TRUNCATE)");
        using var snapshots = new Snapshots(history.Database, workshop.NewFile(".db"));
        var (ours, theirs) = (history.Database.Size() / MiB, snapshots.Size * Snapshots.Scale / MiB);
        yield return new Result(
            $"{Name} {workshop.Largest}", ours / theirs, 0.01, ours, theirs,
            $"MiB, not milliseconds: {HistoryDatabase.Days} daily runs, the baseline measured on {Snapshots.Runs} and scaled");
    }
}
