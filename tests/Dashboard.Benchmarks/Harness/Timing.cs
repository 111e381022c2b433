using System.Diagnostics;

namespace Dashboard.Benchmarks.Harness;

/// <summary>Takes times with an empty heap before each, so that no run pays for what another left behind.</summary>
internal static class Timing
{
    /// <summary>How long <paramref name="action"/> takes.</summary>
    public static async Task<Sample> OfAsync(Func<Task> action)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return await ReadAsync(action);
    }

    /// <summary>
    /// Runs two measurements in turns, each first as often as second: other work on the machine then disturbs both. The
    /// first of each warms up and does not count.
    /// </summary>
    public static async Task<(Series Product, Series Baseline)> AlternateAsync(
        int runs, Func<Task<Sample>> product, Func<Task<Sample>> baseline)
    {
        await product();
        await baseline();
        var (ours, theirs) = (new Series(), new Series());
        for (var run = 0; run < runs; run++)
        {
            if (run % 2 == 0) ours.Add(await product());
            theirs.Add(await baseline());
            if (run % 2 == 1) ours.Add(await product());
        }

        return (ours, theirs);
    }

    /// <summary>The same for reads that take milliseconds: no collection in between, as in a server that goes on.</summary>
    public static Task<(Series Product, Series Baseline)> ReadsAsync(int reads, Func<Task> product, Func<Task> baseline) =>
        AlternateAsync(reads, () => ReadAsync(product), () => ReadAsync(baseline));

    private static async Task<Sample> ReadAsync(Func<Task> read)
    {
        var processor = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        await read();
        var elapsed = Stopwatch.GetElapsedTime(start);
        return new Sample(elapsed.TotalMilliseconds, (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds);
    }
}
