using System.Diagnostics;
using Dashboard.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Dashboard.Testing;

/// <summary>
/// The PostgreSQL server of the tests: the one that <c>DASHBOARD_TEST_POSTGRES</c> names by a connection string, else a
/// temporary one that this process starts and that ends with it. Where neither is to be had, tests fail: they are never left out.
/// </summary>
public sealed class PostgresServer
{
    public const string Variable = "DASHBOARD_TEST_POSTGRES";

    private static readonly Lazy<Task<PostgresServer>> Single = new(StartAsync);

    /// <summary>Holds the server by its standard input; to be kept, or the pipe closes with the object that owns it.</summary>
    private readonly Process? _holder;

    private readonly string _connectionString;
    private readonly Lazy<Task<string>> _template;

    private PostgresServer(string connectionString, Process? holder)
    {
        (_connectionString, _holder) = (connectionString, holder);
        _template = new Lazy<Task<string>>(MakeTemplateAsync);
    }

    /// <summary>The server, started with its first use.</summary>
    public static Task<PostgresServer> Running => Single.Value;

    /// <summary>Settings for a database of this server, whether it exists or not.</summary>
    public StorageSettings Settings(string database, bool pooling = true) => new(
        DatabaseProvider.PostgreSql,
        new NpgsqlConnectionStringBuilder(_connectionString) { Database = database, Pooling = pooling, PersistSecurityInfo = true }.ConnectionString);

    /// <summary>Makes <paramref name="database"/> with the newest schema.</summary>
    public async Task CopyTemplateAsync(string database) =>
        await RunAsync($"CREATE DATABASE {database} TEMPLATE {await _template.Value}");

    /// <summary>Removes <paramref name="database"/>, whoever is connected to it.</summary>
    public Task DropAsync(string database) => RunAsync($"DROP DATABASE IF EXISTS {database} WITH (FORCE)");

    /// <summary>Runs SQL as the server's administrator.</summary>
    public async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private async Task<string> MakeTemplateAsync()
    {
        var name = $"template_{Guid.NewGuid():N}";
        await using var services = new ServiceCollection().AddDashboardStorage(Settings(name, pooling: false)).BuildServiceProvider();
        await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
        // On a server that outlives the tests nothing may be left.
        if (_holder is null) AppDomain.CurrentDomain.ProcessExit += (_, _) => RemoveTemplate(name);
        return name;
    }

    private void RemoveTemplate(string name)
    {
        using var connection = new NpgsqlConnection(_connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"DROP DATABASE IF EXISTS {name}";
        command.ExecuteNonQuery();
    }

    private static async Task<PostgresServer> StartAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given) return new PostgresServer(given, null);
        var script = Path.Combine(RepositoryRoot(), "tests", "checks", "lib", "postgres.sh");
        var place = Path.Combine(Path.GetTempPath(), $"dashboard-postgres-{Guid.NewGuid():N}");

        // The script's standard input is a pipe from this process: it closes however the process ends, and the server with it.
        var holder = Process.Start(new ProcessStartInfo("bash", ["-c", "source \"$0\" && hold_postgres \"$1\"", script, place])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        if (await holder.StandardOutput.ReadLineAsync() is { } connectionString) return new PostgresServer(connectionString, holder);
        throw new InvalidOperationException(
            $"No PostgreSQL server could be started for the tests. Install one (apt-get install postgresql), or name one in {Variable}: "
            + await holder.StandardError.ReadToEndAsync());
    }

    private static string RepositoryRoot()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(at.FullName, "Dashboard.sln")))
        {
            at = at.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        }
        return at.FullName;
    }
}
