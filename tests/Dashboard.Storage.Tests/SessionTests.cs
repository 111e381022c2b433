using Dashboard.Core.Audit;
using Dashboard.Storage.Sessions;
using Dashboard.Storage.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

/// <summary>Sessions and the keys of their cookies.</summary>
public abstract class SessionTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    public sealed class OnSqlite() : SessionTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : SessionTests(DatabaseProvider.PostgreSql);

    private static readonly AuditActor Ada = new("entra:t:ada", "Ada", ["Reader"], ActorKind.Person);
    private static readonly AuditActor Bob = new("entra:t:bob", "Bob", ["Reader"], ActorKind.Person);
    private static readonly TimeSpan Day = TimeSpan.FromHours(10);

    [Fact]
    public async Task A_session_is_its_users_alone_and_ends_by_itself()
    {
        await using var db = await CreateAsync();
        var key = await db.Get<StartSessionCommand>().RunAsync(Ada, Day, Token);
        Assert.True(await LiveAsync(db, key));
        Assert.False(await LiveAsync(db, key, Bob));
        Assert.False(await LiveAsync(db, key + "x"));
        db.Clock.Advance(Day - TimeSpan.FromSeconds(1));
        Assert.True(await LiveAsync(db, key));
        db.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await LiveAsync(db, key));
    }

    [Fact]
    public async Task Signing_out_ends_that_session_for_good_and_is_audited_once()
    {
        await using var db = await CreateAsync();
        var (first, second) = (await db.Get<StartSessionCommand>().RunAsync(Ada, Day, Token), await db.Get<StartSessionCommand>().RunAsync(Ada, Day, Token));
        await db.Get<EndSessionCommand>().RunAsync(first, Ada, Token);
        await db.Get<EndSessionCommand>().RunAsync(first, Ada, Token);
        Assert.False(await LiveAsync(db, first));
        Assert.True(await LiveAsync(db, second));
        await using var context = db.Context();
        Assert.Equal(
            [AuditActions.SignedIn, AuditActions.SignedIn, AuditActions.SignedOut],
            await context.AuditTrail.OrderBy(a => a.Seq).Select(a => a.Action).ToListAsync(Token));
    }

    [Fact]
    public async Task An_operator_ends_those_of_one_user_or_all()
    {
        await using var db = await CreateAsync();
        var (ada, bob) = (await db.Get<StartSessionCommand>().RunAsync(Ada, Day, Token), await db.Get<StartSessionCommand>().RunAsync(Bob, Day, Token));
        Assert.Equal(1, await db.Get<EndSessionCommand>().RunForAllAsync(Ada.Id, AuditActor.Program, Token));
        Assert.False(await LiveAsync(db, ada));
        Assert.True(await LiveAsync(db, bob, Bob));
        Assert.Equal(1, await db.Get<EndSessionCommand>().RunForAllAsync(null, AuditActor.Program, Token));
        Assert.False(await LiveAsync(db, bob, Bob));
    }

    [Fact]
    public async Task The_table_holds_no_key_and_forgets_what_is_long_over()
    {
        await using var db = await CreateAsync();
        var key = await db.Get<StartSessionCommand>().RunAsync(Ada, Day, Token);
        await using (var context = db.Context())
        {
            var row = await context.Sessions.SingleAsync(Token);
            Assert.DoesNotContain(key, row.ToString(), StringComparison.OrdinalIgnoreCase);
            Assert.Equal(64, row.KeyHash.Length);
        }

        db.Clock.Advance(TimeSpan.FromDays(2));
        await db.Get<StartSessionCommand>().RunAsync(Bob, Day, Token);
        await using var later = db.Context();
        Assert.Equal(Bob.Id, (await later.Sessions.SingleAsync(Token)).UserId);
    }

    [Fact]
    public async Task Keys_of_cookies_are_kept_as_they_are()
    {
        await using var db = await CreateAsync();
        var keys = db.Get<ProtectionKeys>();
        Assert.Empty(keys.Read());
        keys.Add("key-1", "<key id=\"1\" />");
        keys.Add("key-2", "<key id=\"2\" />");
        Assert.Equal(["<key id=\"1\" />", "<key id=\"2\" />"], keys.Read().Order());
    }

    private static Task<bool> LiveAsync(TestDatabase db, string key, AuditActor? user = null) =>
        db.Get<SessionQuery>().IsLiveAsync(key, (user ?? Ada).Id, Token);
}
