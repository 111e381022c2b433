namespace Dashboard.Benchmarks.Harness;

/// <summary>One or more rows of the table.</summary>
internal interface IBenchmark
{
    /// <summary>The name for <c>--only</c>.</summary>
    string Name { get; }

    /// <summary>Measures.</summary>
    IAsyncEnumerable<Result> RunAsync(Workshop workshop);
}
