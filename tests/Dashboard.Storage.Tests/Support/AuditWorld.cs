using Dashboard.Core.Audit;
using Dashboard.Storage.Auditing;
using Dashboard.Storage.Reports;
using Microsoft.EntityFrameworkCore;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests.Support;

/// <summary>A database with an anchor file, and what an intruder with all rights could do to it.</summary>
public sealed class AuditWorld : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("audit-tests-").FullName;

    private AuditWorld(TestDatabase db)
    {
        Db = db;
        AnchorPath = Path.Combine(_directory, "anchor.log");
        Anchor = NewAnchor();
    }

    public static AuditActor Ada { get; } = new("entra:t:ada", "Ada Auditor", ["Reader", "Admin"], ActorKind.Person);

    public TestDatabase Db { get; }

    public string AnchorPath { get; }

    public AuditAnchor Anchor { get; }

    public IDbContextFactory<DashboardDbContext> Contexts => Db.Get<IDbContextFactory<DashboardDbContext>>();

    public AuditAppender Appender => Db.Get<AuditAppender>();

    public static async Task<AuditWorld> CreateAsync(DatabaseProvider provider) => new(await TestDatabase.CreateAsync(provider));

    public AuditAnchor NewAnchor() => new(Contexts, new AuditAnchorSettings(AnchorPath));

    public static AuditDraft Draft(string what, string action = AuditActions.ExportDownloaded, AuditActor? actor = null, AuditSubject? subject = null) =>
        new(actor ?? Ada, action, subject ?? new AuditSubject(AuditSubjects.List, "apps"), [new("what", what)]);

    /// <summary>Appends and anchors entries.</summary>
    public async Task AppendAsync(int count)
    {
        var work = new AuditedWork(Contexts, Appender, Anchor);
        for (var i = 0; i < count; i++)
        {
            Db.Clock.Advance(TimeSpan.FromMinutes(1));
            await work.RunAsync((_, _) => Task.FromResult<AuditDraft?>(Draft($"entry {i}")), Token);
        }
    }

    /// <summary>Appends and commits as a program does that dies before it anchors.</summary>
    public async Task AppendAndCrashAsync(AuditDraft? draft = null)
    {
        await using var context = Db.Context();
        await using var transaction = await context.Database.BeginTransactionAsync(Token);
        await Appender.AppendAsync(context, draft ?? Draft("crash"), Token);
        await transaction.CommitAsync(Token);
    }

    public Task<AuditVerification> VerifyAsync(bool anchored = true) =>
        new AuditVerifier(Contexts, anchored ? new AuditAnchorSettings(AnchorPath) : AuditAnchorSettings.LogOnly, Db.Get<SealedMonthCheck>())
            .RunAsync(Token);

    /// <summary>What verification finds, a line each.</summary>
    public async Task<IReadOnlyList<string>> FindingsAsync(bool anchored = true) =>
        [.. (await VerifyAsync(anchored)).Findings.Select(f => $"{f.Check} {f.Seq}")];

    public async Task SqlAsync(FormattableString sql)
    {
        await using var context = Db.Context();
        await context.Database.ExecuteSqlAsync(sql, Token);
    }

    public async Task DropTriggersAsync()
    {
        await using var context = Db.Context();
        var drop = IsSqlite(context) ? AuditTriggers.DropOnSqlite : AuditTriggers.DropOnPostgreSql;
        await context.Database.ExecuteSqlRawAsync(drop, Token);
    }

    /// <summary>Gives the entries from <paramref name="from"/> on the hashes that they would have, and the head the last.</summary>
    public async Task RehashAsync(long from)
    {
        await using var context = Db.Context();
        var rows = await context.AuditTrail.OrderBy(r => r.Seq).ToListAsync(Token);
        var previous = from == 1 ? AuditHash.Genesis : AuditHash.From(rows.Single(r => r.Seq == from - 1).Hash)!.Value;
        foreach (var row in rows.Where(r => r.Seq >= from))
        {
            var hash = AuditHash.Of(previous, row.Content);
            var (before, after) = (previous.ToBytes(), hash.ToBytes());
            await SqlAsync($"""UPDATE "AuditTrail" SET "PrevHash" = {before}, "Hash" = {after} WHERE "Seq" = {row.Seq}""");
            previous = hash;
        }

        await SetHeadAsync();
    }

    /// <summary>Makes the head agree with the rows.</summary>
    public async Task SetHeadAsync()
    {
        await using var context = Db.Context();
        var last = await context.AuditTrail.OrderByDescending(r => r.Seq).FirstAsync(Token);
        await SqlAsync($"""UPDATE "AuditHead" SET "Seq" = {last.Seq}, "Hash" = {last.Hash}""");
    }

    public async ValueTask DisposeAsync()
    {
        Anchor.Dispose();
        await Db.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private static bool IsSqlite(DashboardDbContext context) => context.Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal);
}
