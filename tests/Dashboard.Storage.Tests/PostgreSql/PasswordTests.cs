using Dashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests.PostgreSql;

/// <summary>A password that is no part of the connection string, such as a token, is asked for and reaches the server.</summary>
public sealed class PasswordTests : IAsyncLifetime
{
    private readonly string _role = $"role_{Guid.NewGuid():N}";
    private PostgresServer _server = null!;
    private TestHistory _history = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.Running;
        // The server asks members of this role for a password; another test project may be making it right now.
        await _server.RunAsync("DO $$ BEGIN CREATE ROLE with_password; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$");
        await _server.RunAsync($"CREATE ROLE {_role} LOGIN CREATEDB PASSWORD 'right' IN ROLE with_password");
        _history = await TestHistory.CreateAsync(DatabaseProvider.PostgreSql, empty: true);
    }

    public async ValueTask DisposeAsync()
    {
        await _history.DisposeAsync();
        await _server.RunAsync($"DROP ROLE {_role}");
    }

    [Fact]
    public async Task With_it_a_database_is_made_migrated_read_and_written()
    {
        var asked = 0;
        await using (var services = Services(_ =>
        {
            Interlocked.Increment(ref asked);
            return ValueTask.FromResult("right");
        }))
        {
            Assert.NotEmpty(await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(Token));
            Assert.Equal(DatabaseCondition.Ready, await services.GetRequiredService<DatabaseHealth>().CheckAsync(Token));
            Assert.Empty(await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(Token));
            await using var context = await services.GetRequiredService<IDbContextFactory<DashboardDbContext>>().CreateDbContextAsync(Token);
            Assert.Equal(0, await context.Subscriptions.CountAsync(Token));
            Assert.Equal(_role, await context.Database.SqlQuery<string>($"""SELECT current_user AS "Value" """).SingleAsync(Token));
        }

        // Once in the lifetime of the services: what it gave is kept for minutes.
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task A_wrong_one_is_refused_by_the_server()
    {
        await using var services = Services(_ => ValueTask.FromResult("wrong"));
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => services.GetRequiredService<DatabaseMigrator>().MigrateAsync(Token));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, Assert.IsType<PostgresException>(refused.GetBaseException()).SqlState);
    }

    [Fact]
    public async Task Where_there_is_none_the_reason_is_told_and_health_is_bad()
    {
        await using var services = Services(_ => throw new DatabaseUnusableException("no token"));
        var failed = await Assert.ThrowsAnyAsync<Exception>(() => services.GetRequiredService<DatabaseMigrator>().MigrateAsync(Token));
        Assert.Equal("no token", failed.GetBaseException().Message);
        Assert.Equal(DatabaseCondition.Unreachable, await services.GetRequiredService<DatabaseHealth>().CheckAsync(Token));
    }

    [Fact]
    public void A_file_takes_none() => Assert.Throws<ArgumentException>(() => new ServiceCollection().AddDashboardStorage(
        new StorageSettings(DatabaseProvider.Sqlite, "Data Source=x.db"), _ => ValueTask.FromResult("right")));

    private ServiceProvider Services(Func<CancellationToken, ValueTask<string>> password)
    {
        var settings = _history.Settings with
        {
            ConnectionString = new NpgsqlConnectionStringBuilder(_history.Settings.ConnectionString) { Username = _role, Password = null }.ConnectionString,
        };
        return new ServiceCollection().AddSingleton(TimeProvider.System).AddDashboardStorage(settings, password).BuildServiceProvider();
    }
}
