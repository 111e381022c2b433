using System.Runtime.CompilerServices;
using Dashboard.Core.Audit;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Auditing;

/// <summary>Which entries are asked for; null means any.</summary>
/// <param name="Action">The action's name.</param>
/// <param name="Actor">The actor's stable identity.</param>
/// <param name="Subject">A kind (<c>run</c>), or a kind and an id (<c>run:12</c>).</param>
/// <param name="From">Not before this moment.</param>
/// <param name="To">Not after this moment.</param>
public sealed record AuditFilter(
    string? Action = null, string? Actor = null, string? Subject = null, DateTimeOffset? From = null, DateTimeOffset? To = null)
{
    /// <summary>Every entry.</summary>
    public static AuditFilter Any { get; } = new();
}

/// <summary>An entry as it is stored.</summary>
/// <param name="Seq">Its place.</param>
/// <param name="Entry">What its content says; null where the content was changed and is no entry any more.</param>
/// <param name="At">When.</param>
/// <param name="Content">Its canonical JSON.</param>
/// <param name="PrevHash">The hash before it, in hexadecimal.</param>
/// <param name="Hash">Its hash, in hexadecimal.</param>
public sealed record AuditRecord(long Seq, AuditEntry? Entry, DateTimeOffset At, string Content, string PrevHash, string Hash);

/// <summary>The end of the chain, and how far it is anchored.</summary>
/// <param name="Seq">The last place; 0 where there is none.</param>
/// <param name="Hash">The hash there.</param>
/// <param name="AnchoredTo">The last place that the anchor file has; null: unanchored.</param>
public sealed record AuditHead(long Seq, string Hash, long? AnchoredTo);

/// <summary>The audit trail, newest first.</summary>
public sealed class AuditTrailQuery(IDbContextFactory<DashboardDbContext> factory, AuditAnchor anchor, TimeProvider clock)
{
    private const int RowsAtOnce = 500;

    /// <summary>A page from 1.</summary>
    public async Task<PagedList<AuditRecord>> ListAsync(AuditFilter filter, int page, int pageSize, CancellationToken cancellationToken) =>
        (await ListWithHeadAsync(filter, page, pageSize, cancellationToken)).Page;

    /// <summary>A page from 1, and the end of the chain as it was when the page was read, so that the one can be checked against the other.</summary>
    public async Task<(PagedList<AuditRecord> Page, AuditHead Head)> ListWithHeadAsync(
        AuditFilter filter, int page, int pageSize, CancellationToken cancellationToken)
    {
        var skip = Paging.Skip(page, pageSize);
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, null, clock, cancellationToken);
        var matching = Matching(context, filter);
        var total = await matching.CountAsync(cancellationToken);
        var rows = await matching.OrderByDescending(r => r.Seq).Skip(skip).Take(pageSize).ToListAsync(cancellationToken);
        var head = await ReadHeadAsync(context, cancellationToken);
        return (new PagedList<AuditRecord>([.. rows.Select(Record)], total, moment.AsOf, moment.Run), head);
    }

    /// <summary>Every entry under a filter, read as it is consumed.</summary>
    public async IAsyncEnumerable<AuditRecord> StreamAsync(AuditFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        for (var before = long.MaxValue; ;)
        {
            var rows = await Matching(context, filter).Where(r => r.Seq < before)
                .OrderByDescending(r => r.Seq).Take(RowsAtOnce).ToListAsync(cancellationToken);
            foreach (var row in rows) yield return Record(row);
            if (rows.Count < RowsAtOnce) yield break;
            before = rows[^1].Seq;
        }
    }

    /// <summary>One entry; null where there is none.</summary>
    public async Task<AuditRecord?> FindAsync(long seq, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var row = await context.AuditTrail.SingleOrDefaultAsync(r => r.Seq == seq, cancellationToken);
        return row is null ? null : Record(row);
    }

    /// <summary>The end of the chain.</summary>
    public async Task<AuditHead> HeadAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await ReadHeadAsync(context, cancellationToken);
    }

    private async Task<AuditHead> ReadHeadAsync(DashboardDbContext context, CancellationToken cancellationToken)
    {
        var last = await context.AuditTrail.OrderByDescending(r => r.Seq).Select(r => new { r.Seq, r.Hash }).FirstOrDefaultAsync(cancellationToken);
        return new AuditHead(
            last?.Seq ?? 0, Hex(last?.Hash ?? AuditHash.Genesis.ToBytes()), await anchor.ReadAnchoredToAsync(cancellationToken));
    }

    private static IQueryable<AuditRow> Matching(DashboardDbContext context, AuditFilter filter)
    {
        IQueryable<AuditRow> rows = context.AuditTrail;
        if (filter.Action is { } action) rows = rows.Where(r => r.Action == action);
        if (filter.Actor is { } actor) rows = rows.Where(r => r.ActorId == actor);
        if (filter.From is { } from) rows = rows.Where(r => r.At >= UnixTime.Of(from));
        if (filter.To is { } to) rows = rows.Where(r => r.At <= UnixTime.Of(to));
        if (filter.Subject is not { } subject) return rows;
        var parts = subject.Split(':', 2);
        var kind = parts[0];
        rows = rows.Where(r => r.SubjectKind == kind);
        if (parts.Length == 1) return rows;
        var id = parts[1];
        return rows.Where(r => r.SubjectId == id);
    }

    private static AuditRecord Record(AuditRow row) => new(
        row.Seq, AuditJson.Read(row.Content), UnixTime.From(row.At), row.Content, Hex(row.PrevHash), Hex(row.Hash));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
