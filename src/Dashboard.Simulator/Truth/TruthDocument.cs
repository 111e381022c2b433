using System.Globalization;
using Dashboard.Simulator.Billing;
using Dashboard.Simulator.Estate.Changes;
using Dashboard.Simulator.Estate.Generated;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Truth;

/// <summary>Writes what was true of the estate over a time, with exact instants. A null end reaches beyond that time.</summary>
internal sealed class TruthDocument(DrawnEstate estate, TruthOptions options)
{
    private readonly Stretch<bool> period = new(options.From, options.AsOf, true);

    public static Bag Of(TruthOptions options) =>
        new TruthDocument(new EstateDrawing(options.Apps, options.Seed, new Estate.Generated.Calendar(options.YearEnd)).Run(), options).Write();

    private Bag Write()
    {
        var lives = estate.Apps.Select(a => new TruthLife(a)).ToList();
        return new Bag
        {
            ["seed"] = options.Seed,
            ["from"] = Time(options.From),
            ["asOf"] = Time(options.AsOf),
            ["tenant"] = estate.TenantId,
            ["subscriptions"] = estate.Subscriptions.Select(Subscription).ToArray<object?>(),
            ["planCosts"] = TruthCosts.Of(estate, options).ToArray<object?>(),
            ["certificates"] = TruthCertificates.Of(estate, options).ToArray<object?>(),
            ["apps"] = lives.SelectMany(Apps).ToArray<object?>(),
            ["moves"] = lives.SelectMany(Moves).ToArray<object?>(),
            ["swaps"] = lives.Where(l => l.App.Parent is not null).SelectMany(Swaps).ToArray<object?>(),
            ["recreations"] = lives.SelectMany(Recreations).ToArray<object?>(),
        };
    }

    private Bag Subscription(SubscriptionSpec subscription)
    {
        var (begin, end) = (subscription.Lifetime.From, subscription.Lifetime.Until);
        Stretch<bool>[] readable = subscription.Lost is { } lost
            ? [new(begin, lost.From, true), new(lost.Until, end, true)]
            : [new(begin, end, true)];
        return new Bag
        {
            ["id"] = subscription.Id,
            ["name"] = subscription.Unit.Subscription,
            ["arrivedAt"] = Within(begin),
            ["cancelledAt"] = Within(end),
            ["currency"] = subscription.Unit.BillingCurrency,
            ["costsAnswered"] = subscription.Unit.CostAccess == CostAccess.Open,
            ["readable"] = readable.Where(Overlaps).Select(r => Ends(r)).ToArray<object?>(),
        };
    }

    /// <summary>An entry for each life of an app: one that was made anew is another app under the same id.</summary>
    private IEnumerable<Bag> Apps(TruthLife life) => life.Stretches
        .Where(s => s.Value.Exists && Overlaps(s))
        .GroupBy(s => s.Value.Generation)
        .Select(g => App(life, g.Key));

    private Bag App(TruthLife life, int generation)
    {
        var app = life.App;
        var all = life.Stretches.Where(s => s.Value.Exists && s.Value.Generation == generation).ToList();
        var told = all.Where(Overlaps).ToList();
        var (begin, end) = (all[0].From, all[^1].Until);
        var began = app.Life.Moments.FirstOrDefault(m => m.Since == begin && m.State.Exists);
        // A life ends with a delete, with its subscription, or not at all.
        var deletion = life.Changes(options.From, options.AsOf).FirstOrDefault(c => c.At == end && c.Kind == ChangeRow.Delete);
        return new Bag
        {
            ["key"] = $"{app.HostName}#{generation}",
            ["generation"] = (long)generation,
            ["kind"] = app.Kind.Kind,
            ["defaultHostName"] = app.HostName,
            ["isSlot"] = app.Slot is not null,
            ["ids"] = TruthLife.Join(told.Select(s => new Stretch<string>(s.From, s.Until, s.Value.Id))).Select(s => Ends(s, ("id", s.Value))).ToArray<object?>(),
            ["createdAt"] = began?.What == What.Arrived ? null : Within(begin),
            ["deletedAt"] = Within(end),
            ["deleteInFeed"] = Within(end) is null ? null : deletion?.Row?.InFeed == true,
            ["verdicts"] = TruthLife.Join(told.Select(s => new Stretch<(string, bool?)>(s.From, s.Until, (s.Value.Verdict, s.Value.InScope))))
                .Select(s => Ends(s, ("verdict", s.Value.Item1), ("inScope", s.Value.Item2))).ToArray<object?>(),
            ["facts"] = TruthLife.Join(told.Select(s => new Stretch<TruthFacts>(s.From, s.Until, s.Value.Facts))).Select(s => Ends(s, ("value", s.Value.Write()))).ToArray<object?>(),
            ["settings"] = TruthLife.Join(told.Select(s => new Stretch<string>(s.From, s.Until, s.Value.Settings))).Select(s => Ends(s, ("value", s.Value))).ToArray<object?>(),
            ["changes"] = life.Changes(options.From, options.AsOf).Where(c => c.At >= begin && c.At <= end && IsOf(c, begin, end)).Select(Change).ToArray<object?>(),
        };
    }

    /// <summary>A deletion belongs to the life that it ends, not to the one that a creation begins at the same instant.</summary>
    private static bool IsOf(TruthChange change, DateTimeOffset begin, DateTimeOffset end) =>
        change.At == begin ? change.Kind != ChangeRow.Delete : change.At != end || change.Kind == ChangeRow.Delete;

    private static Bag Change(TruthChange change) => new()
    {
        ["at"] = Time(change.At),
        ["id"] = change.Id,
        ["kind"] = change.Kind,
        ["properties"] = change.Properties.ToArray<object?>(),
        ["changedBy"] = change.Row?.Actor.Name,
        ["changedByType"] = change.Row?.Actor.Type,
        ["clientType"] = change.Row?.Actor.Client,
        ["operation"] = change.Row?.Operation,
        ["changeId"] = change.Row?.Id,
        ["inFeed"] = change.Row?.InFeed == true,
        ["visibleFrom"] = change.Row is { InFeed: true } row ? Time(row.VisibleFrom) : null,
        ["verdictBefore"] = change.Before,
        ["verdictAfter"] = change.After,
    };

    private IEnumerable<Bag> Moves(TruthLife life) => life.Stretches.Zip(life.Stretches.Skip(1))
        .Where(p => p.First.Value.Exists && p.Second.Value.Exists && p.First.Value.Id != p.Second.Value.Id && Within(p.Second.From) is not null)
        .Select(p => new Bag { ["at"] = Time(p.Second.From), ["from"] = p.First.Value.Id, ["to"] = p.Second.Value.Id });

    private IEnumerable<Bag> Swaps(TruthLife slot) => slot.App.Life.Moments
        .Where(m => m.What == What.Swapped && Within(m.Since) is not null)
        .Select(m => new Bag
        {
            ["at"] = Time(m.Since),
            ["site"] = slot.App.Parent!.In(slot.App.Parent.Life.At(m.Since).State).Id,
            ["slot"] = slot.App.In(m.State).Id,
        });

    private IEnumerable<Bag> Recreations(TruthLife life) => life.App.Life.Moments
        .Where(m => m.What == What.Recreated && Within(m.Since) is not null)
        .Select(m => new Bag
        {
            ["id"] = life.App.In(m.State).Id,
            ["deletedAt"] = Time(life.App.Life.Moments.Last(d => d.Since < m.Since && d.What == What.Deleted).Since),
            ["createdAt"] = Time(m.Since),
        });

    private bool Overlaps<T>(Stretch<T> stretch) => stretch.From <= period.Until && stretch.Until > period.From;

    private string? Within(DateTimeOffset at) => at >= period.From && at <= period.Until ? Time(at) : null;

    private Bag Ends<T>(Stretch<T> stretch, params (string Key, object? Value)[] more)
    {
        var bag = new Bag();
        foreach (var (key, value) in more)
        {
            bag[key] = value;
        }

        (bag["from"], bag["to"]) = (Within(stretch.From), Within(stretch.Until));
        return bag;
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
