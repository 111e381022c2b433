namespace Dashboard.Simulator.Estate.Generated;

/// <summary>The plans of one resource group, made as its apps need them.</summary>
internal sealed class PlanPool(GroupSpec group, string noun, Draw draw, Calendar calendar, Func<int> nextRare, Span lifetime)
{
    private const string Resized = "Resized";

    private static readonly Sku SmallStandard = new("S1", "Standard", "S");

    private readonly Dictionary<string, PlanSpec> plans = new(StringComparer.Ordinal);

    public GroupSpec Group => group;

    /// <summary>What the group's apps are about.</summary>
    public string Noun => noun;

    public IReadOnlyCollection<PlanSpec> Plans => plans.Values;

    /// <summary>The plan that an app of a kind and class runs on.</summary>
    public PlanSpec For(AppKind kind, PostureClass posture, Draw app)
    {
        var os = kind.Linux ? "lin" : "win";
        return (kind, posture) switch
        {
            ({ IsWorkflow: true }, _) => Get("flow", kind, d => Fixed(d.Pick(Sku.Workflow))),
            (_, PostureClass.FreeTier) => app.For("free").Chance(0.7)
                ? Get($"{os}-free", kind, d => Outgrown(d, Sku.Free))
                : Get($"{os}-shared", kind, d => Outgrown(d, Sku.Shared)),
            ({ Function: true }, _) => Function(kind, os, app.For("plan")),
            _ => Get($"{os}-{(app.For("which").Chance(0.8) ? 1 : 2)}", kind, Web),
        };
    }

    private PlanSpec Function(AppKind kind, string os, Draw app) => app.Unit switch
    {
        < 0.35 => Get($"{os}-y1", kind, _ => Fixed(Sku.Consumption)),
        < 0.50 when kind.Linux => Get($"{os}-fc1", kind, _ => Fixed(Sku.Flex)),
        < 0.70 => Get($"{os}-ep", kind, d => Fixed(d.Pick(Sku.Elastic))),
        _ => Get($"{os}-1", kind with { Function = false }, Web),
    };

    private PlanSpec Get(string suffix, AppKind kind, Func<Draw, Timeline<Sku>> sizes)
    {
        if (!plans.TryGetValue(suffix, out var plan))
        {
            var own = draw.For(suffix);
            var name = $"asp-{group.Unit.Prefix}-{group.Name.Split('-')[2].ToLowerInvariant()}-{suffix}-{group.Region.Name}";
            plans[suffix] = plan = new PlanSpec(name, group, kind.Linux, kind.Function, sizes(own.For("sku")), own) { Lifetime = lifetime };
        }

        return plan;
    }

    /// <summary>A web plan: mostly a common size, sometimes a rare one, sometimes with a smaller past.</summary>
    private Timeline<Sku> Web(Draw own)
    {
        if (own.For("rare").Chance(0.3))
        {
            return Fixed(Sku.Rare[nextRare() % Sku.Rare.Count]);
        }

        var sku = own.Weighted(Sku.Common);
        var history = own.For("history");
        if (!history.Chance(0.2))
        {
            return Saving(own.For("saving"), sku);
        }

        var at = history.For("at").WorkingTime(calendar.YearStart, calendar.YearEnd);
        var past = history.For("past").Weighted([(Sku.Free, 2), (Sku.Basic, 3), (SmallStandard, 5.0)]);
        return new Timeline<Sku>(past, [new Change<Sku>(at, Resized, _ => sku)]);
    }

    /// <summary>
    /// Now and then somebody saves money: mostly by a smaller size for good, sometimes by a tier without client
    /// certificates, until it is noticed what was lost with it.
    /// </summary>
    private Timeline<Sku> Saving(Draw own, Sku sku)
    {
        if (sku.IsIsolated)
        {
            return Fixed(sku);
        }

        var at = own.For("at").WorkingTime(calendar.YearStart, calendar.YearEnd.AddDays(-20));
        return own.Unit switch
        {
            < 0.03 => new Timeline<Sku>(sku, [new Change<Sku>(at, Resized, _ => Sku.Free), new Change<Sku>(Regretted(), Resized, _ => sku)]),
            < 0.09 => new Timeline<Sku>(sku, [new Change<Sku>(at, Resized, _ => sku.HasSlots ? SmallStandard : Sku.Basic)]),
            _ => Fixed(sku),
        };

        DateTimeOffset Regretted() => own.For("back").WorkingTime(at.AddDays(2), at.AddDays(16));
    }

    /// <summary>A free plan; one in four is upgraded during the year.</summary>
    private Timeline<Sku> Outgrown(Draw own, Sku free) => own.For("outgrown").Chance(0.25)
        ? new Timeline<Sku>(free,
            [new Change<Sku>(own.For("at").WorkingTime(calendar.YearStart, calendar.YearEnd.AddDays(-5)), Resized, _ => Sku.Basic)])
        : Fixed(free);

    private static Timeline<Sku> Fixed(Sku sku) => new(sku, []);
}
