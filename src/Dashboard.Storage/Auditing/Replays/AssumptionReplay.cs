using System.Globalization;
using Dashboard.Core.Audit;
using Dashboard.Core.Costs.Assumptions;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Auditing.Replays;

/// <summary>
/// The table of assumptions is exactly what the trail says was assumed from when to when, by whom and why. People change them by hand, so
/// that all of it can be kept until the end.
/// </summary>
internal sealed class AssumptionReplay : AuditReplay
{
    private const string From = "from";
    private const string Reason = "reason";
    private const string Before = " before";

    /// <summary>What a value says that is back at the default. No assumption may have it as its value.</summary>
    private const string Default = "default";

    private const string Field = "costs";
    private const string Time = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private readonly Dictionary<string, List<Told>> _told = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string Name => "assumptions";

    /// <summary>The entry of a change.</summary>
    public static AuditDraft Draft(AuditActor actor, IReadOnlyList<AuditDetail> details) =>
        new(actor, AuditActions.AssumptionsChanged, new AuditSubject(AuditSubjects.Assumptions, Field), details);

    /// <summary>What the entry says: from when and why, then each key with its new value and the one before.</summary>
    public static IReadOnlyList<AuditDetail> Details(
        long from, string reason, IEnumerable<AssumptionEdit> changed, AssumptionValues before) =>
        [
            new(From, Text(from)), new(Reason, reason),
            .. changed.SelectMany(e => new AuditDetail[]
            {
                new(e.Key, e.Stored() ?? Default), new(e.Key + Before, AssumptionValues.Find(e.Key)!.Read(before)),
            }),
        ];

    /// <inheritdoc/>
    public override void See(AuditEntry entry)
    {
        if (entry.Action != AuditActions.AssumptionsChanged) return;
        var reason = entry.Details.FirstOrDefault(d => d.Key == Reason)?.Value ?? "";
        var from = entry.Details.FirstOrDefault(d => d.Key == From)?.Value;
        // An entry whose moment is not understood is compared with no row, and so stands out.
        var at = DateTimeOffset.TryParseExact(from, Time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? UnixTime.Of(moment)
            : 0;
        foreach (var (key, value) in entry.Details.Where(d => d.Key is not (From or Reason) && !d.Key.EndsWith(Before, StringComparison.Ordinal)))
        {
            if (!_told.TryGetValue(key, out var of)) _told[key] = of = [];
            of.Add(new Told(entry.Seq, at, value == Default ? null : value, entry.Actor, reason));
        }
    }

    /// <inheritdoc/>
    public override async Task CompareAsync(
        DashboardDbContext context, ICollection<AuditFinding> findings, CancellationToken cancellationToken)
    {
        var rows = await context.Assumptions.AsNoTracking().OrderBy(a => a.Id).ToListAsync(cancellationToken);
        // Where somebody took the index away, a key may begin twice at one moment.
        var left = rows.ToList();
        foreach (var (key, told, to) in Expected().OrderBy(e => e.Told.Seq))
        {
            var row = left.Find(a => a.Key == key && a.ValidFrom == told.From);
            if (row is null || !left.Remove(row))
                findings.Add(Finding(told.Seq, Say($"Entry {told.Seq} changed {key} from {Text(told.From)} on, and the database has no such row.")));
            else if (!told.Is(row) || row.ValidTo != to)
                findings.Add(Finding(told.Seq, Say($"Entry {told.Seq} changed {key}, and row {row.Id} of the assumptions is not as it was written.")));
        }

        foreach (var row in left)
            findings.Add(Finding(null, Say($"Row {row.Id} of the assumptions ({row.Key} from {Text(row.ValidFrom)} on) has no entry.")));
    }

    /// <summary>The rows as they must be: each change holds until the next of its key.</summary>
    private IEnumerable<(string Key, Told Told, long To)> Expected() =>
        _told.SelectMany(of => of.Value.Select((told, i) => (of.Key, told, i + 1 < of.Value.Count ? of.Value[i + 1].From : UnixTime.Open)));

    // A moment that was written behind the program's back may be one that no calendar has.
    private static string Text(long at) => at is >= -62_135_596_800_000 and <= 253_402_300_799_999
        ? UnixTime.From(at).UtcDateTime.ToString(Time, CultureInfo.InvariantCulture)
        : at.ToString(CultureInfo.InvariantCulture);

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Told(long Seq, long From, string? Value, AuditActor Actor, string Reason)
    {
        public bool Is(AssumptionRow row) =>
            row.Value == Value && row.ChangedById == Actor.Id && row.ChangedByName == Actor.Name && row.Reason == Reason;
    }
}
