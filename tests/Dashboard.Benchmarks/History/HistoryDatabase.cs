using Dashboard.Benchmarks.Harness;

namespace Dashboard.Benchmarks.History;

internal sealed class HistoryDatabase : IAsyncDisposable
{
    public static Task<HistoryDatabase> BuildAsync(Workshop workshop, int apps) => throw new NotSupportedException($"{workshop} {apps}");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
