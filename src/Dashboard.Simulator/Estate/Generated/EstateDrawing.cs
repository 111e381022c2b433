using System.Globalization;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Estate.Generated;

/// <summary>Everything that exists at some time, in the order in which it was drawn.</summary>
internal sealed record DrawnEstate(
    string TenantId,
    IReadOnlyList<SubscriptionSpec> Subscriptions,
    IReadOnlyList<GroupSpec> Groups,
    IReadOnlyList<PlanSpec> Plans,
    IReadOnlyList<AppSpec> Apps);

/// <summary>
/// Draws the organisation: subscriptions, resource groups, plans, apps and slots. Exactly <c>apps</c> apps, slots
/// included, exist at the end of the year; those that are gone by then are drawn beside them.
/// </summary>
internal sealed class EstateDrawing(int apps, long seed, Calendar calendar)
{
    private const int AppsPerGroup = 12;

    /// <summary>Apps deleted in the year, for each that stays: about 6 % of all that are ever drawn.</summary>
    private const double DeletedPerApp = 0.064;

    private readonly Draw root = Draw.From(seed);
    private readonly List<PlanPool> pools = [];
    private readonly List<AppDraft> drafts = [];
    private readonly AppDrawing drawing = new(calendar);
    private readonly List<(PlanPool Pool, DateTimeOffset At)> given = [];
    private int rare;

    public DrawnEstate Run()
    {
        var subscriptions = BusinessUnit.All.Select(u => SubscriptionSpec.From(u, root.For(u.Subscription), calendar)).ToList();
        var staying = DrawStaying(subscriptions);
        DrawDeleted(staying);
        var moves = given.Select(g => Move(g.Pool, g.At, subscriptions)).ToList();
        Happen(moves);
        return new DrawnEstate(
            root.For("tenant").Guid().ToString(),
            subscriptions,
            [.. pools.Select(p => p.Group), .. moves.Select(m => m.To)],
            [.. pools.SelectMany(p => p.Plans), .. moves.SelectMany(m => m.Plans.Values)],
            [.. drafts.SelectMany(Lives.Final)]);
    }

    /// <summary>Draws what the subscriptions hold, and says how many apps of each stay to the end.</summary>
    private List<(SubscriptionSpec Subscription, int Apps)> DrawStaying(List<SubscriptionSpec> subscriptions)
    {
        var staying = new List<(SubscriptionSpec, int)>();
        var left = apps;
        for (var i = 0; i < subscriptions.Count; i++)
        {
            var unit = subscriptions[i].Unit;
            var share = (int)Math.Round(apps * unit.Weight);
            if (unit.Fate == Fate.Leaves)
            {
                // These are gone by the end of the year, so they do not count.
                DrawSubscription(subscriptions[i], Math.Max(share, 1));
                continue;
            }

            share = i == subscriptions.Count - 1 ? left : Math.Min(left, share);
            DrawSubscription(subscriptions[i], share);
            staying.Add((subscriptions[i], share));
            left -= share;
        }

        return staying;
    }

    private void DrawSubscription(SubscriptionSpec subscription, int share)
    {
        var draw = root.For(subscription.Unit.Subscription);
        var presence = Presence.Of(subscription);
        var groups = (share + AppsPerGroup - 1) / AppsPerGroup;
        PlanPool? pool = null;
        AppDraft? last = null;
        for (var i = 0; i < share; i++)
        {
            if (i % AppsPerGroup == 0)
            {
                (pool, last) = (DrawGroup(subscription, draw.For("group").For(i), i / AppsPerGroup, groups), null);
            }

            var own = draw.For("app").For(i);
            if (last is not null && AppDrawing.HasSlots(last.Spec) && own.For("slot").Chance(0.22))
            {
                drawing.Slot(last, own, presence);
                last = null;
            }
            else
            {
                drafts.Add(last = drawing.App(pool!, own, presence));
            }
        }
    }

    private PlanPool DrawGroup(SubscriptionSpec subscription, Draw draw, int number, int groups)
    {
        var unit = subscription.Unit;
        var noun = unit.Nouns[number % unit.Nouns.Count];
        var round = number / unit.Nouns.Count;
        var name = string.Create(CultureInfo.InvariantCulture, $"rg-{unit.Prefix}-{noun}-{unit.Environment}{(round > 0 ? round + 1 : "")}");
        name = draw.For("casing").Chance(0.15) ? name.ToUpperInvariant() : name;
        var tags = unit.TagsResourceGroups && draw.For("tags").Chance(0.6)
            ? new Bag { ["data-classification"] = "Confidential", ["owner"] = $"{unit.Prefix}-leads@contoso.example" }
            : draw.For("env").Chance(0.5) ? new Bag { ["env"] = unit.Environment } : null;
        var group = new GroupSpec(name, subscription.Id, unit, draw.For("region").Weighted(Region.All), tags) { Lifetime = subscription.Lifetime };
        var moves = unit.GivesGroupTo is not null && number == root.For(unit.Subscription).For("given").Between(0, groups - 1);
        var movedAt = draw.For("moved").WorkingTime(calendar.YearEnd.AddDays(-45), calendar.YearEnd.AddDays(-30));
        var lifetime = moves ? group.Lifetime with { Until = movedAt } : group.Lifetime;
        var pool = new PlanPool(group, noun, draw.For("plans"), calendar, () => rare++, lifetime);
        pools.Add(pool);
        if (moves)
        {
            given.Add((pool, movedAt));
        }

        return pool;
    }

    /// <summary>Draws the apps that were there once: some with a slot, and some slots of apps that stay.</summary>
    private void DrawDeleted(List<(SubscriptionSpec Subscription, int Apps)> staying)
    {
        var (due, done) = (0.0, 0);
        foreach (var (subscription, share) in staying)
        {
            due += share * DeletedPerApp;
            var own = pools.Where(p => p.Group.SubscriptionId == subscription.Id).ToList();
            var hosts = drafts.Where(d => d.Spec.Group.SubscriptionId == subscription.Id && d.Slots.Count == 0 && AppDrawing.HasSlots(d.Spec)).ToList();
            while (done < (int)Math.Round(due) && own.Count > 0)
            {
                done += DrawDeleted(root.For("deleted").For(done), subscription, own, hosts);
            }
        }
    }

    /// <returns>How many were drawn: one, or an app with its slot.</returns>
    private int DrawDeleted(Draw draw, SubscriptionSpec subscription, List<PlanPool> own, List<AppDraft> hosts)
    {
        // Where a whole subscription arrives late, its apps cannot go before.
        var earliest = subscription.Lifetime.From > calendar.YearStart ? subscription.Lifetime.From.AddDays(10) : calendar.YearStart;
        var end = draw.For("end").WorkingTime(earliest.AddDays(3), calendar.YearEnd.AddDays(-3));
        var presence = Presence.Of(subscription) with { Span = subscription.Lifetime with { Until = end }, Ends = What.Deleted };
        var there = hosts.FindAll(h => h.Lifetime.From < end.AddDays(-10));
        if (there.Count > 0 && draw.For("slot").Chance(0.2))
        {
            var host = draw.For("host").Pick(there);
            hosts.Remove(host);
            drawing.Slot(host, draw, presence);
            return 1;
        }

        var app = drawing.App(draw.For("group").Pick(own), draw, presence);
        drafts.Add(app);
        if (!AppDrawing.HasSlots(app.Spec) || !draw.For("both").Chance(0.4))
        {
            return 1;
        }

        drawing.Slot(app, draw.For("its slot"), presence);
        return 2;
    }

    private static GroupMove Move(PlanPool pool, DateTimeOffset at, List<SubscriptionSpec> subscriptions)
    {
        var from = pool.Group;
        var target = subscriptions.Single(s => s.Unit.Subscription == from.Unit.GivesGroupTo);
        // The group must be there before anything can move into it.
        var to = new GroupSpec(from.Name, target.Id, target.Unit, from.Region, from.Tags) { Lifetime = Span.Always with { From = at.AddHours(-2) } };
        var plans = new Dictionary<PlanSpec, PlanSpec>(ReferenceEqualityComparer.Instance);
        foreach (var plan in pool.Plans)
        {
            plans[plan] = plan with { Group = to, Lifetime = Span.Always with { From = at }, MovedFrom = plan };
        }

        return new GroupMove(at, from, to, plans);
    }

    private void Happen(List<GroupMove> moves)
    {
        var events = new Events(calendar);
        foreach (var move in moves)
        {
            Events.MoveGroup(move, drafts.Where(d => ReferenceEquals(d.Spec.Group, move.From)));
        }

        foreach (var app in drafts)
        {
            if (app.Slots.Count > 0)
            {
                events.Swap(app);
            }

            var settled = app.Stays && app.Spec.Group.Lifetime == Span.Always && moves.TrueForAll(m => !ReferenceEquals(m.From, app.Spec.Group));
            if (settled && !events.Move(app, Neighbours(app.Spec.Group, moves)))
            {
                events.Recreate(app);
            }
        }
    }

    private List<GroupSpec> Neighbours(GroupSpec group, List<GroupMove> moves) =>
        [.. pools.Select(p => p.Group).Where(g => g.SubscriptionId == group.SubscriptionId && g != group && moves.TrueForAll(m => !ReferenceEquals(m.From, g)))];
}
