using System.Globalization;
using Dashboard.Core.Audit;
using Dashboard.Core.Certificates;
using Dashboard.Storage.Auditing;
using Dashboard.Storage.Certificates;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Commands;

/// <summary>How writing into the register of PKIs ended.</summary>
/// <param name="Id">The PKI's number; null where nothing was written.</param>
/// <param name="NotFound">Whether there is no such PKI.</param>
/// <param name="Conflict">What another PKI has already, or that somebody was quicker; null where nothing is in the way.</param>
/// <param name="Problems">What is refused, a sentence for each field.</param>
public sealed record PkiResult(long? Id, bool NotFound, string? Conflict, IReadOnlyDictionary<string, string> Problems);

/// <summary>Registers a PKI, or changes its entry. What was registered before is kept.</summary>
public sealed class SavePkiCommand(AuditedWork work, TimeProvider clock)
{
    private static readonly Dictionary<string, string> Nothing = [];

    /// <summary>Writes an entry.</summary>
    /// <param name="id">The PKI; null for a new one.</param>
    /// <param name="entry">What is to be registered.</param>
    /// <param name="issuers">The names of its issuing authorities, as written.</param>
    /// <param name="version">The version that the editor looked at; null to write whatever is there.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Ends it before it is written.</param>
    public async Task<PkiResult> RunAsync(
        long? id, PkiEntry entry, IReadOnlyList<string?> issuers, long? version, AuditActor actor, CancellationToken cancellationToken)
    {
        var (kept, problems) = PkiTerms.Read(entry, issuers);
        if (problems.Count > 0) return new PkiResult(null, false, null, problems);
        var result = new PkiResult(id, false, null, Nothing);
        await work.RunAsync(
            async (context, token) =>
            {
                (result, var draft) = await SaveAsync(context, id, kept, version, actor, token);
                return draft;
            },
            cancellationToken);
        return result;
    }

    private async Task<(PkiResult, AuditDraft?)> SaveAsync(
        DashboardDbContext context, long? id, PkiEntry entry, long? version, AuditActor actor, CancellationToken cancellationToken)
    {
        await CertificateGate.ChangeAsync(context, cancellationToken);
        var open = await context.Pkis.AsNoTracking().Where(p => p.ValidTo == UnixTime.Open).ToListAsync(cancellationToken);
        var old = open.Find(p => p.PkiId == id);
        if (id is not null && old is null) return (new PkiResult(null, true, null, Nothing), null);
        if (old is not null && version is { } looked && looked != old.ValidFrom)
            return (new PkiResult(null, false, "Somebody changed it since you looked.", Nothing), null);
        if (Conflict(open.Where(p => p.PkiId != id), entry) is { } conflict) return (new PkiResult(null, false, conflict, Nothing), null);

        var number = id ?? (await context.Pkis.Select(p => p.PkiId).DefaultIfEmpty().MaxAsync(cancellationToken) + 1);
        // A clock that was set back must not turn the order of versions round.
        var from = Math.Max(UnixTime.Of(clock.GetUtcNow()), (old?.ValidFrom ?? 0) + 1);
        var row = RowOf(number, from, entry, actor);
        if (old is not null && Same(old, row)) return (new PkiResult(number, false, null, Nothing), null);
        if (old is not null)
        {
            await context.Pkis.Where(p => p.PkiId == number && p.ValidTo == UnixTime.Open)
                .ExecuteUpdateAsync(set => set.SetProperty(p => p.ValidTo, from), cancellationToken);
        }

        context.Add(row);
        await context.SaveChangesAsync(cancellationToken);
        return (new PkiResult(number, false, null, Nothing), CertificateRecord.OfPki(actor, row, old is null));
    }

    private static string? Conflict(IEnumerable<PkiRow> others, PkiEntry entry)
    {
        foreach (var other in others.Select(o => o.ToEntry()))
        {
            if (other.Name.Equals(entry.Name, StringComparison.OrdinalIgnoreCase)) return "Another PKI has this name.";
            if (other.Issuers.Any(o => entry.Issuers.Any(i => i.Key == o.Key))) return $"An issuer belongs to the PKI {other.Name} already.";
        }

        return null;
    }

    private static PkiRow RowOf(long id, long from, PkiEntry entry, AuditActor actor) => new()
    {
        PkiId = id,
        ValidFrom = from,
        ValidTo = UnixTime.Open,
        Name = entry.Name,
        Issuers = StoredJson.WriteNames([.. entry.Issuers.Select(i => i.Text)]),
        Owner = entry.Owner,
        Contact = entry.Contact,
        RenewalPolicy = entry.RenewalPolicy,
        RenewalDays = entry.RenewalDays,
        RevocationPoints = StoredJson.WriteNames(entry.RevocationPoints),
        CostPerCertificate = entry.CostPerCertificate?.ToString(CultureInfo.InvariantCulture),
        Currency = entry.Currency,
        ChangedById = actor.Id,
        ChangedByName = actor.Name,
    };

    private static bool Same(PkiRow one, PkiRow other) => one.Name == other.Name && CertificateRecord.Fields(one).SequenceEqual(CertificateRecord.Fields(other));
}
