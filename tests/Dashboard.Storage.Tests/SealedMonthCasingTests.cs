using Dashboard.Core.Posture;
using Dashboard.Storage.Tests.Support;
using static Dashboard.Storage.Tests.Support.MonthWorld;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

/// <summary>A sealed month names apps by ids whose casing Azure changes at will: that is no change of the history.</summary>
public abstract class SealedMonthCasingTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    public sealed class OnSqlite() : SealedMonthCasingTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : SealedMonthCasingTests(DatabaseProvider.PostgreSql);

    [Fact]
    public async Task Another_casing_of_an_id_or_a_name_moves_no_sealed_figure()
    {
        await using var world = await MonthWorld.CreateAsync(Provider);
        await world.RunAsync(On(4, 1));
        await world.RunAsync(On(4, 2), null, Core.Runs.RunStatus.Succeeded, Seen(Shop with { Verdict = Verdict.Enforced, Rules = Estate.Rules() }, 1));
        await world.RunAsync(On(5, 1));
        var month = await world.SealedAsync(new(2025, 4));
        var named = Assert.Single(month.Figures.Moves.BetterApps);

        var shouted = Shop with { ResourceId = Shop.ResourceId.ToUpperInvariant(), Name = Shop.Name.ToUpperInvariant(), Verdict = Verdict.Gaps, Rules = Estate.Rules("MTLS003") };
        await world.RunAsync(On(5, 2), null, Core.Runs.RunStatus.Succeeded, Seen(shouted, 1));
        Assert.Empty(await world.RestatedAsync(month));
        Assert.Empty(await world.FindingsAsync());

        // Whether it is another app is still seen.
        await world.People.Audit.SqlAsync($"""UPDATE "Apps" SET "ResourceId" = 'other', "Name" = 'other' WHERE "AppId" = 1""");
        Assert.Contains(await world.FindingsAsync(), f => f.Contains($"moves.betterApps.{named.Id}.name is sealed as", StringComparison.OrdinalIgnoreCase));
    }
}
