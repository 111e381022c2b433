using Dashboard.Storage.Tests.Support;
using Dashboard.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

public abstract class MigrationTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    public sealed class OnSqlite() : MigrationTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : MigrationTests(DatabaseProvider.PostgreSql);

    [Fact]
    public async Task Of_several_that_start_at_once_on_nothing_one_migrates_and_all_go_on()
    {
        await using var history = await TestHistory.CreateAsync(Provider, empty: true);
        var applied = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => StartAsync(history.Settings))));
        Assert.NotEmpty(Assert.Single(applied, names => names.Count > 0));
        Assert.Empty(await StartAsync(history.Settings));
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_not_reachable_and_has_all_migrations_pending()
    {
        await using var history = await TestHistory.CreateAsync(Provider, empty: true);
        await using var services = Services(history.Settings);
        Assert.Equal(DatabaseCondition.Unreachable, await services.GetRequiredService<DatabaseHealth>().CheckAsync(Token));
        Assert.NotEmpty(await services.GetRequiredService<DatabaseMigrator>().PendingAsync(Token));
    }

    [Fact]
    public void Settings_never_tell_their_connection_string() => Assert.DoesNotContain(
        "secret", new StorageSettings(Provider, "Host=db;Password=secret").ToString(), StringComparison.Ordinal);

    /// <summary>Each a process of its own as far as the database can tell: its own services, pool and connections.</summary>
    private static async Task<IReadOnlyList<string>> StartAsync(StorageSettings settings)
    {
        await using var services = Services(settings);
        return await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(Token);
    }

    private static ServiceProvider Services(StorageSettings settings) =>
        new ServiceCollection().AddSingleton(TimeProvider.System).AddDashboardStorage(settings).BuildServiceProvider();
}
