namespace Dashboard.Benchmarks.Harness;

/// <summary>A folder that goes with the program.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("benchmarks-").FullName;
    private int _count;

    /// <summary>A file name that nobody else has.</summary>
    public string NewFile(string extension) => Path.Combine(_path, $"{Interlocked.Increment(ref _count)}{extension}");

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
