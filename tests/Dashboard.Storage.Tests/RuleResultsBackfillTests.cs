using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Storage.Model;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

/// <summary>A database from before the results had a column of their own counts as if it had always had it.</summary>
public abstract class RuleResultsBackfillTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    public sealed class OnSqlite() : RuleResultsBackfillTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : RuleResultsBackfillTests(DatabaseProvider.PostgreSql);

    [Fact]
    public async Task Results_are_written_out_of_the_outcomes()
    {
        await using var db = await CreateAsync();
        AppState[] apps =
        [
            Estate.App("a"), Estate.App("b", verdict: Verdict.Enforced), Estate.App("c") with { Rules = [] },
            Estate.App("d") with { Rules = [new("MTLS001", RuleResult.Unknown, Severity.Low, "hostile \0 \ud800 \"|MTLS002=1|")] },
        ];
        await db.RunAsync(apps.Select(a => Seen(a)));
        await using var context = db.Context();
        var before = await ResultsAsync(context);
        await context.Evidence.ExecuteUpdateAsync(set => set.SetProperty(e => e.Results, ""), Token);

        var sql = Provider == DatabaseProvider.Sqlite ? RuleResultsBackfill.OnSqlite : RuleResultsBackfill.OnPostgreSql;
        await context.Database.ExecuteSqlRawAsync(sql, Token);
        Assert.Equal(before, await ResultsAsync(context));
        Assert.Equal(2, (await db.Get<RuleCountsQuery>().RunAsync(AppFilter.Any, null, Token)).Rules["MTLS002"].Pass);
    }

    private static Task<List<string>> ResultsAsync(DashboardDbContext context) =>
        context.Evidence.OrderBy(e => e.Id).Select(e => e.Results).ToListAsync(Token);
}
