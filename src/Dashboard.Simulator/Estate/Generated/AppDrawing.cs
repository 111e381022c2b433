using System.Globalization;

namespace Dashboard.Simulator.Estate.Generated;

/// <summary>Draws single apps and slots.</summary>
internal sealed class AppDrawing(Calendar calendar)
{
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private int unknown;

    /// <summary>Whether an app can have slots all its life.</summary>
    public static bool HasSlots(AppSpec app) => app.Kind.IsApplicable && app.Plan.Sizes.Moments.All(m => m.State.HasSlots);

    public AppDraft App(PlanPool pool, Draw draw, Presence presence)
    {
        var (group, unit) = (pool.Group, pool.Group.Unit);
        var kind = draw.For("kind").Weighted(AppKind.All);
        var tags = Hostile(TagDrawing.For(draw.For("tags"), group), draw.For("hostile"));
        var posture = Postures.Class(draw, tags.MustEnforce);
        var plan = pool.For(kind, posture, draw);
        var infix = unit.Environment == "prod" ? "" : $"-{unit.Environment}";
        var name = Unique($"{unit.Prefix}-{pool.Noun}-{draw.For("role").Pick(kind.Roles)}{infix}");
        var app = new AppSpec(name, null, kind, group, plan, Traits(draw.For("traits")), posture, tags.MustEnforce, NoLife, draw);
        return AppLife.Draft(app, calendar, tags, PaidSince(plan), Turn(posture), presence);
    }

    public void Slot(AppDraft app, Draw draw, Presence presence)
    {
        // Slots are easily forgotten: they share the app's tags, not its diligence.
        var life = new Timeline<AppState>(app.First, app.Changes);
        var tags = new DrawnTags(life.Moments[^1].State.Tags, null, app.Spec.MustEnforce);
        var posture = draw.For("same").Chance(0.75) ? app.Spec.Class : Postures.Class(draw, mustEnforce: false);
        posture = posture == PostureClass.FreeTier ? PostureClass.Off : posture;
        var notBefore = life.Moments.Select(m => m.Since).Where(s => s > calendar.First).DefaultIfEmpty(PaidSince(app.Spec.Plan)).First();
        var name = presence.Ends == What.Deleted && presence.HasEnd ? "hotfix" : draw.For("name").Weighted([("staging", 8), ("blue", 1), ("canary", 1.0)]);
        var slot = app.Spec with { Slot = name, Class = posture, Draw = draw, Traits = Traits(draw.For("traits")) };
        app.Slots.Add(AppLife.Draft(slot, calendar, tags, notBefore, Turn(posture), After(app, presence)));
    }

    private static Timeline<AppState> NoLife { get; } = new(new AppState(false, Posture.Default, null), []);

    /// <summary>A slot cannot be there before its app.</summary>
    private static Presence After(AppDraft app, Presence presence) => app.Lifetime.From > presence.Span.From
        ? presence with { Span = presence.Span with { From = app.Lifetime.From }, Begins = What.Created }
        : presence;

    private int Turn(PostureClass posture) => posture == PostureClass.Unknown ? unknown++ : 0;

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
        SwapsSettings = draw.For("swaps").Chance(0.3),
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
