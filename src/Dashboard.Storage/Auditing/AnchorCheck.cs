using System.Globalization;
using Dashboard.Core.Audit;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Auditing;

/// <summary>Compares the anchor file with the chain: each anchored place exists and has the anchored hash.</summary>
internal sealed class AnchorCheck(AuditAnchorFile file)
{
    private const int LinesAtOnce = 500;

    private readonly long _length = file.Length;
    private readonly Tally _missing = new();
    private readonly Tally _other = new();
    private readonly Tally _unread = new();

    /// <summary>The last place in the file; null where it has none.</summary>
    public long? AnchoredTo { get; private set; }

    /// <summary>Compares every line that the file had when this was made.</summary>
    public async Task RunAsync(
        DashboardDbContext context, long headSeq, ICollection<AuditFinding> findings, CancellationToken cancellationToken)
    {
        await foreach (var lines in file.ReadAsync(0, _length, cancellationToken).Chunk(LinesAtOnce).WithCancellation(cancellationToken))
        {
            foreach (var (number, line) in lines)
                if (line is null) _unread.Count(number);
            await CompareAsync(context, [.. lines.Select(l => l.Line).OfType<AuditAnchorLine>()], cancellationToken);
        }

        if (_missing.First is { } missing)
            findings.Add(new("anchor", missing, Say($"Entry {missing} was anchored and is missing: {Entries(_missing)} of the anchor are not in the trail, which ends at {headSeq}.")));
        if (_other.First is { } other)
            findings.Add(new("anchor", other, Say($"Entry {other} has another hash than the one that was anchored: {Entries(_other)} differ.")));
        if (_unread.First is { } unread)
            findings.Add(new("anchor", null, Say($"Line {unread} of the anchor file is not understood.")));
    }

    private async Task CompareAsync(DashboardDbContext context, List<AuditAnchorLine> lines, CancellationToken cancellationToken)
    {
        var seqs = lines.Select(l => l.Seq).Distinct().ToList();
        // Where somebody took the key away, a place can be taken twice.
        var hashes = (await context.AuditTrail.Where(r => seqs.Contains(r.Seq)).Select(r => new { r.Seq, r.Hash }).ToListAsync(cancellationToken))
            .ToLookup(r => r.Seq, r => AuditHash.From(r.Hash));
        foreach (var line in lines)
        {
            AnchoredTo = Math.Max(AnchoredTo ?? 0, line.Seq);
            if (!hashes.Contains(line.Seq)) _missing.Count(line.Seq);
            else if (hashes[line.Seq].Any(hash => hash != line.Hash)) _other.Count(line.Seq);
        }
    }

    private static string Entries(Tally tally) => Say($"{tally.Total} {(tally.Total == 1 ? "entry" : "entries")}");

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class Tally
    {
        public long? First { get; private set; }

        public int Total { get; private set; }

        public void Count(long place) => (First, Total) = (Math.Min(First ?? long.MaxValue, place), Total + 1);
    }
}
