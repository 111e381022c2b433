using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Tests.Support;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

public abstract class RunFiguresTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    public sealed class OnSqlite() : RunFiguresTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : RunFiguresTests(DatabaseProvider.PostgreSql);

    [Fact]
    public async Task Each_status_is_told_with_its_newest_run()
    {
        await using var db = await CreateAsync();
        Assert.Empty(await db.Get<RunFiguresQuery>().RunAsync(Token));
        await db.RunAsync([], report: new RunReport { Requests = 3, ArmReads = 1 });
        db.Clock.Advance(TimeSpan.FromHours(1));
        var second = await db.RunAsync([], report: new RunReport { Requests = 5, ArmReads = 2 });
        db.Clock.Advance(TimeSpan.FromHours(1));
        var third = await db.RunAsync([], RunStatus.Partial, new RunReport { Requests = 7 });
        db.Clock.Advance(TimeSpan.FromHours(1));
        var running = await db.Store.TryBeginAsync(RunStart(), Token);

        Assert.Equal(
            [
                new RunFigures(RunStatus.Running, 1, running!.RunTime, null, 0, 0),
                new RunFigures(RunStatus.Succeeded, 2, second.RunTime, TimeSpan.Zero, 5, 2),
                new RunFigures(RunStatus.Partial, 1, third.RunTime, TimeSpan.Zero, 7, 0),
            ],
            await db.Get<RunFiguresQuery>().RunAsync(Token));
    }
}
