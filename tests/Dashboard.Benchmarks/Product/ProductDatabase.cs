using Dashboard.Core.Collection;
using Dashboard.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Dashboard.Benchmarks.Product;

/// <summary>
/// A new database with the product's services on it. Whatever a benchmark writes or asks goes through here, so another
/// provider is one more way to make it.
/// </summary>
internal sealed class ProductDatabase : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private ProductDatabase(string file, TimeProvider clock)
    {
        File = file;
        _services = new ServiceCollection()
            .AddSingleton(clock)
            .AddDashboardStorage(new StorageSettings(DatabaseProvider.Sqlite, $"Data Source={file}"))
            .BuildServiceProvider();
    }

    public string File { get; }

    public IRunStore Store => Get<IRunStore>();

    /// <summary>Makes it, with the newest schema.</summary>
    public static async Task<ProductDatabase> CreateAsync(string file, TimeProvider clock)
    {
        var database = new ProductDatabase(file, clock);
        await database.Get<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
        return database;
    }

    /// <summary>A service of the product.</summary>
    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Bytes on disk, with what is still in the log.</summary>
    public long Size() => new[] { File, File + "-wal" }.Where(System.IO.File.Exists).Sum(f => new FileInfo(f).Length);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        foreach (var file in new[] { File, File + "-wal", File + "-shm" }) System.IO.File.Delete(file);
    }
}
