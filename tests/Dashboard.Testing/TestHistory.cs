using Dashboard.Storage;
using Dashboard.Storage.PostgreSql;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Dashboard.Testing;

/// <summary>A real database for one test, of its own and removed with it.</summary>
public sealed class TestHistory : IAsyncDisposable
{
    private readonly string? _directory;
    private readonly PostgresServer? _server;

    private TestHistory(StorageSettings settings, string? directory, PostgresServer? server) =>
        (Settings, _directory, _server) = (settings, directory, server);

    /// <summary>Where it is.</summary>
    public StorageSettings Settings { get; }

    /// <summary>On SQLite, its file; on PostgreSQL, null.</summary>
    public string? File => _directory is null ? null : FileIn(_directory);

    /// <summary>
    /// A database of <paramref name="provider"/>. On SQLite nothing is there yet. On PostgreSQL it has the newest schema
    /// already, copied from a template that is migrated once; or, where <paramref name="empty"/>, it does not exist.
    /// </summary>
    public static async Task<TestHistory> CreateAsync(DatabaseProvider provider, bool empty = false)
    {
        if (provider == DatabaseProvider.Sqlite)
        {
            var directory = Directory.CreateTempSubdirectory("history-").FullName;
            return new TestHistory(new StorageSettings(provider, $"Data Source={FileIn(directory)}"), directory, null);
        }

        var server = await PostgresServer.Running;
        var name = $"test_{Guid.NewGuid():N}";
        if (!empty) await server.CopyTemplateAsync(name);
        return new TestHistory(server.Settings(name), null, server);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await using var pooled = new NpgsqlConnection(PostgresConnections.Complete(Settings.ConnectionString));
            NpgsqlConnection.ClearPool(pooled);
            await _server.DropAsync(pooled.Database);
        }
        else if (_directory is not null)
        {
            await using (var pooled = new SqliteConnection(Settings.ConnectionString)) SqliteConnection.ClearPool(pooled);
            Directory.Delete(_directory, recursive: true);
        }
    }

    private static string FileIn(string directory) => Path.Combine(directory, "data", "history.db");
}
