using System.Diagnostics;
using Dashboard.Infra.Tests.Support;
using Dashboard.Storage;
using Dashboard.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Dashboard.Infra.Tests;

/// <summary>
/// The script for the database role, run by psql on a real server as an administrator who is no superuser, as in Azure.
/// Only the function that ties a role to an identity is a stand-in.
/// </summary>
public sealed class DatabaseRoleTests : IAsyncLifetime
{
    private readonly string _mark = Guid.NewGuid().ToString("N")[..12];
    private PostgresServer _server = null!;

    private string Administrator => $"dba_{_mark}";

    private string Identity => $"id-mtls-{_mark}";

    private string Database => $"mtls_{_mark}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.Running;
        await _server.RunAsync($"CREATE ROLE {Administrator} LOGIN CREATEROLE CREATEDB");
        await _server.RunAsync($"CREATE DATABASE {Database} OWNER {Administrator} ENCODING 'UTF8' TEMPLATE template0");
        await _server.RunAsync(
            $"""
            CREATE FUNCTION {Administrator}_make(role text, object_id text, kind text, is_admin boolean, is_mfa boolean) RETURNS text LANGUAGE plpgsql AS
            $$ BEGIN
              IF kind <> 'service' OR is_admin OR is_mfa OR object_id <> 'object-{_mark}' THEN RAISE 'wrong arguments'; END IF;
              EXECUTE format('CREATE ROLE %I LOGIN', role);
              RETURN role;
            END $$
            """);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await _server.DropAsync(Database);
        await _server.RunAsync($"DROP FUNCTION {Administrator}_make(text, text, text, boolean, boolean)");
        await _server.RunAsync($"DROP ROLE IF EXISTS \"{Identity}\"");
        await _server.RunAsync($"DROP ROLE {Administrator}");
    }

    [Fact]
    public async Task The_app_can_keep_its_history_with_it_and_do_nothing_else()
    {
        await RunScriptAsync();
        await RunScriptAsync();

        var settings = Settings(Identity, Database);
        await using var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddDashboardStorage(settings).BuildServiceProvider();
        Assert.NotEmpty(await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(Token));
        Assert.Equal(DatabaseCondition.Ready, await services.GetRequiredService<DatabaseHealth>().CheckAsync(Token));

        await RefusedAsync($"CREATE DATABASE other_{_mark}");
        await RefusedAsync($"CREATE ROLE other_{_mark}");
        await RefusedAsync($"CREATE SCHEMA other_{_mark}");
        await RefusedAsync($"CREATE TEMPORARY TABLE other_{_mark} (x int)");
        await RefusedAsync($"DROP DATABASE {Database}");
        await RefusedAsync($"GRANT CONNECT ON DATABASE {Database} TO PUBLIC", "01007");
    }

    [Fact]
    public async Task Nobody_else_can_look_into_the_database()
    {
        await RunScriptAsync();
        await _server.RunAsync($"CREATE ROLE other_{_mark} LOGIN");
        try
        {
            await using var connection = new NpgsqlConnection(Settings($"other_{_mark}", Database).ConnectionString);
            var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync(Token));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
        finally
        {
            await _server.RunAsync($"DROP ROLE other_{_mark}");
        }
    }

    /// <summary>Of a grant that it may not make the server only warns, and makes none.</summary>
    private async Task RefusedAsync(string sql, string? warning = null)
    {
        await using var connection = new NpgsqlConnection(Settings(Identity, Database).ConnectionString);
        await connection.OpenAsync(Token);
        var said = new List<string>();
        connection.Notice += (_, e) => said.Add(e.Notice.SqlState);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        if (warning is not null)
        {
            await command.ExecuteNonQueryAsync(Token);
            Assert.Contains(warning, said);
            return;
        }

        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Token));
        Assert.True(refused.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.ObjectInUse, refused.MessageText);
    }

    private async Task RunScriptAsync()
    {
        var script = await File.ReadAllTextAsync(Path.Combine(Repository.Infra, "database-role.sql"), Token);
        const string function = "pgaadauth_create_principal_with_oid(";
        Assert.Contains(function, script, StringComparison.Ordinal);
        var connection = new NpgsqlConnectionStringBuilder(Settings(Administrator, "postgres").ConnectionString);
        var start = new ProcessStartInfo("psql",
        [
            "-X", "-h", connection.Host!, "-p", connection.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), "-U", Administrator, "-d", "postgres",
            "-v", $"identity={Identity}", "-v", $"object_id=object-{_mark}", "-v", $"database={Database}", "-f", "-",
        ])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var psql = Process.Start(start)!;
        await psql.StandardInput.WriteAsync(script.Replace(function, $"{Administrator}_make(", StringComparison.Ordinal));
        psql.StandardInput.Close();
        var said = await psql.StandardError.ReadToEndAsync(Token);
        await psql.StandardOutput.ReadToEndAsync(Token);
        await psql.WaitForExitAsync(Token);
        Assert.True(psql.ExitCode == 0, said);
    }

    private StorageSettings Settings(string role, string database)
    {
        var settings = _server.Settings(database, pooling: false);
        return settings with
        {
            ConnectionString = new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Username = role }.ConnectionString,
        };
    }
}
