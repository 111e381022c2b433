using Dashboard.Core.Posture;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Tests.Support;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

public abstract class RelatedAppsTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    public sealed class OnSqlite() : RelatedAppsTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : RelatedAppsTests(DatabaseProvider.PostgreSql);

    private static readonly AppState App = Estate.App("Shop", verdict: Verdict.Enforced);

    private static readonly AppState Staging = Slot("Shop", "staging");

    private static readonly AppState Test = Slot("Shop", "TEST");

    [Fact]
    public async Task An_app_and_its_slots_lead_to_each_other_and_to_nobody_else()
    {
        await using var db = await CreateAsync();
        await db.RunAsync(new[] { App, Staging, Test, Estate.App("shop-two"), Slot("shop-two", "staging"), Estate.App("sho") }.Select(a => Seen(a)));

        Assert.Equal(["Shop/staging", "Shop/TEST"], await NamesAsync(db, App.ResourceId));
        Assert.Equal(["Shop", "Shop/TEST"], await NamesAsync(db, Staging.ResourceId.ToUpperInvariant()));
        Assert.Empty(await NamesAsync(db, Estate.App("sho").ResourceId));
        Assert.Equal(Verdict.Enforced, (await db.Get<RelatedAppsQuery>().RunAsync(Test.ResourceId, null, Token))[0].Verdict);
    }

    [Fact]
    public async Task What_was_not_there_yet_is_not_shown()
    {
        await using var db = await CreateAsync();
        await db.RunAsync([Seen(App)]);
        var before = db.Clock.GetUtcNow();
        db.Clock.Advance(TimeSpan.FromDays(1));
        await db.RunAsync([Seen(Staging)]);

        Assert.Empty(await NamesAsync(db, App.ResourceId, before));
        Assert.Equal(["Shop/staging"], await NamesAsync(db, App.ResourceId));
    }

    private static AppState Slot(string app, string slot) => Estate.App(app) with
    {
        ResourceId = $"{Estate.App(app).ResourceId}/slots/{slot}",
        Name = $"{app}/{slot}",
        IsSlot = true,
    };

    private static async Task<IEnumerable<string>> NamesAsync(TestDatabase db, string id, DateTimeOffset? asOf = null) =>
        (await db.Get<RelatedAppsQuery>().RunAsync(id, asOf, Token)).Select(r => r.Name);
}
