using System.Globalization;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Estate.Generated;

/// <summary>Everything that exists at some time, in the order in which it was drawn.</summary>
internal sealed record DrawnEstate(
    string TenantId,
    IReadOnlyList<(BusinessUnit Unit, string Id)> Subscriptions,
    IReadOnlyList<GroupSpec> Groups,
    IReadOnlyList<PlanSpec> Plans,
    IReadOnlyList<AppSpec> Apps);

/// <summary>Draws the organisation: subscriptions, resource groups, plans, apps and slots.</summary>
internal sealed class EstateDrawing(int apps, long seed, Calendar calendar)
{
    private const int AppsPerGroup = 12;

    private readonly Draw root = Draw.From(seed);
    private readonly List<GroupSpec> groups = [];
    private readonly List<PlanPool> pools = [];
    private readonly List<AppSpec> drawn = [];
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private int rare;
    private int unknown;

    public DrawnEstate Run()
    {
        var subscriptions = BusinessUnit.All.Select(u => (u, root.For(u.Subscription).Guid().ToString())).ToList();
        var left = apps;
        for (var i = 0; i < subscriptions.Count; i++)
        {
            var (unit, id) = subscriptions[i];
            var share = i == subscriptions.Count - 1 ? left : Math.Min(left, (int)Math.Round(apps * unit.Weight));
            DrawSubscription(unit, id, share);
            left -= share;
        }

        return new DrawnEstate(root.For("tenant").Guid().ToString(), subscriptions, groups, [.. pools.SelectMany(p => p.Plans)], drawn);
    }

    private void DrawSubscription(BusinessUnit unit, string id, int share)
    {
        var draw = root.For(unit.Subscription);
        PlanPool? pool = null;
        for (var i = 0; i < share; i++)
        {
            if (i % AppsPerGroup == 0)
            {
                pool = DrawGroup(unit, id, draw.For("group").For(i), i / AppsPerGroup);
            }

            var last = drawn.Count > 0 ? drawn[^1] : null;
            var own = draw.For("app").For(i);
            drawn.Add(last is { Slot: null } && i % AppsPerGroup != 0 && HasSlots(last) && own.For("slot").Chance(0.22)
                ? DrawSlot(last, own)
                : DrawApp(unit, pool!, own, i));
        }
    }

    private PlanPool DrawGroup(BusinessUnit unit, string subscription, Draw draw, int number)
    {
        var noun = unit.Nouns[number % unit.Nouns.Count];
        var round = number / unit.Nouns.Count;
        var name = string.Create(CultureInfo.InvariantCulture, $"rg-{unit.Prefix}-{noun}-{unit.Environment}{(round > 0 ? round + 1 : "")}");
        name = draw.For("casing").Chance(0.15) ? name.ToUpperInvariant() : name;
        var tags = unit.TagsResourceGroups && draw.For("tags").Chance(0.6)
            ? new Bag { ["data-classification"] = "Confidential", ["owner"] = $"{unit.Prefix}-leads@contoso.example" }
            : draw.For("env").Chance(0.5) ? new Bag { ["env"] = unit.Environment } : null;
        var group = new GroupSpec(name, subscription, unit, draw.For("region").Weighted(Region.All), tags);
        groups.Add(group);
        var pool = new PlanPool(group, draw.For("plans"), calendar, () => rare++);
        pools.Add(pool);
        return pool;
    }

    private AppSpec DrawApp(BusinessUnit unit, PlanPool pool, Draw draw, int number)
    {
        var group = groups[^1];
        var kind = draw.For("kind").Weighted(AppKind.All);
        var tags = TagDrawing.For(draw.For("tags"), group);
        tags = Hostile(tags, draw.For("hostile"));
        var posture = Postures.Class(draw, tags.MustEnforce);
        var plan = pool.For(kind, posture, draw);
        var noun = unit.Nouns[number / AppsPerGroup % unit.Nouns.Count];
        var infix = unit.Environment == "prod" ? "" : $"-{unit.Environment}";
        var name = Unique($"{unit.Prefix}-{noun}-{draw.For("role").Pick(kind.Roles)}{infix}");
        var life = AppLife.For(draw, calendar, posture, tags, PaidSince(plan), Turn(posture));
        return new AppSpec(name, null, kind, group, plan, Traits(draw.For("traits")), posture, tags.MustEnforce, life, draw);
    }

    private AppSpec DrawSlot(AppSpec app, Draw draw)
    {
        // Slots are easily forgotten: they share the app's tags, not its diligence.
        var tags = new DrawnTags(app.Life.Moments[^1].State.Tags, null, app.MustEnforce);
        var posture = draw.For("same").Chance(0.75) ? app.Class : Postures.Class(draw, mustEnforce: false);
        posture = posture == PostureClass.FreeTier ? PostureClass.Off : posture;
        var life = AppLife.For(draw, calendar, posture, tags, app.Life.Moments.Select(m => m.Since).Where(s => s > calendar.First).DefaultIfEmpty(PaidSince(app.Plan)).First(), Turn(posture));
        var name = draw.For("name").Weighted([("staging", 8), ("blue", 1), ("canary", 1.0)]);
        return app with { Slot = name, Class = posture, Life = life, Draw = draw, Traits = Traits(draw.For("traits")) };
    }

    private int Turn(PostureClass posture) => posture == PostureClass.Unknown ? unknown++ : 0;

    private static bool HasSlots(AppSpec app) => app.Kind.IsApplicable && app.Plan.Sizes.Moments.All(m => m.State.HasSlots);

    /// <summary>Client certificates cannot be on before the plan left the tiers that lack them.</summary>
    private static DateTimeOffset PaidSince(PlanSpec plan) =>
        plan.Sizes.Moments[0].State.Tier is "Free" or "Shared" && plan.Sizes.Moments.Count > 1 ? plan.Sizes.Moments[1].Since : DateTimeOffset.MinValue;

    private static DrawnTags Hostile(DrawnTags tags, Draw draw)
    {
        if (!draw.Chance(0.07))
        {
            return tags;
        }

        var number = draw.For("which").Between(0, HostileTags.All.Count - 1);
        return tags with { Written = HostileTags.With(tags.Written, number), Corrected = null };
    }

    private static AppTraits Traits(Draw draw) => new()
    {
        LowerCaseId = draw.For("id").Chance(0.08),
        GraphLacksExclusions = draw.For("exclusions").Chance(0.05),
        GraphLacksConfig = draw.For("config").Chance(0.05),
        TextFlags = draw.For("flags").Chance(0.04),
        SiteConfigLies = draw.For("lies").Chance(0.06),
        StaleTier = draw.For("tier").Chance(0.02) ? draw.For("stale").Pick(["Free", "Standard", "Basic"]) : null,
        PublicNetworkAccess = draw.For("network").Weighted<string?>([("Enabled", 50), (null, 35), ("Disabled", 15)]),
        Restriction = draw.For("restriction").Weighted([(Restriction.AllowAll, 70), (Restriction.Offices, 18), (Restriction.FrontDoor, 12.0)]),
        DefaultAction = draw.For("action").Weighted<string?>([(null, 60), ("Allow", 25), ("Deny", 15)]),
    };

    private string Unique(string name)
    {
        var unique = name;
        for (var i = 2; !names.Add(unique); i++)
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{name}-{i:00}");
        }

        return unique;
    }
}
