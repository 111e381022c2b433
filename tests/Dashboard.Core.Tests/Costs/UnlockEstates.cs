using CsCheck;
using Dashboard.Core.Costs;
using Dashboard.Core.Costs.Unlock;
using static Dashboard.Core.Tests.Costs.CostSamples;

namespace Dashboard.Core.Tests.Costs;

/// <summary>Small estates, drawn so that room is scarce and prices are missing now and then.</summary>
internal static class UnlockEstates
{
    private static readonly Gen<string?> Spaces = Gen.Frequency((5, Gen.Const<string?>("space")), (1, Gen.Const<string?>("other")), (1, Gen.Const(() => (string?)null)));

    private static readonly Gen<UnlockPlan> LockedPlans = Gen.Select(
        Gen.Bool, Gen.Int[1, 3], Gen.Int[0, 1], Spaces, Gen.Frequency((5, Gen.Const("USD")), (1, Gen.Const("JPY"))), Gen.Bool, Gen.Int[0, 2],
        (shared, inScope, others, space, currency, linux, stopped) => Stopped(
            Locked("p", shared, inScope, others, space, currency) with { IsLinux = linux && !shared }, stopped == 0 ? 1 : 0));

    private static readonly Gen<UnlockPlan> Targets = Gen.Select(
        Gen.Int[0, 3], Spaces, Gen.Frequency((5, Gen.Const("USD")), (1, Gen.Const("JPY"))), Gen.Bool,
        Gen.OneOf("Basic", "Standard", "PremiumV3", "IsolatedV2", "Dynamic"),
        (apps, space, currency, linux, tier) => WithScope(Target("t", apps, 1, space, currency, tier) with { IsLinux = linux }));

    /// <summary>At most three locked plans and three others, in any order of ids.</summary>
    public static Gen<UnlockPlan[]> All { get; } = Gen.Select(LockedPlans.Array[0, 3], Targets.Array[0, 3], Gen.Int, (locked, targets, seed) =>
    {
        UnlockPlan[] plans = [.. locked, .. targets];
        var names = Enumerable.Range(0, plans.Length).Select(i => $"n{i}").ToArray();
        new Random(seed).Shuffle(names);
        return plans.Select((p, i) => Named(p, names[i])).ToArray();
    });

    /// <summary>Prices of which each may be unknown; D1 is dear enough for an upgrade to save at times.</summary>
    public static Gen<ListPrice[]> Prices { get; } = Gen.Select(Gen.Int[0, 9].Array[6], drawn => new[]
    {
        (drawn[0], Price("D1", 0.01303m)), (drawn[1], Price("B1", 0.0301m)), (drawn[2], Price("B1", 0.01701m, linux: true)),
        (drawn[3], Price("D1", 1.703m, currency: "JPY")), (drawn[4], Price("B1", 3.107m, currency: "JPY")), (drawn[5], Price("B1", 2m, true, "JPY")),
    }.Where(p => p.Item1 > 0).Select(p => p.Item2).ToArray());

    private static UnlockPlan Named(UnlockPlan plan, string name) => plan with
    {
        PlanId = Plan(name),
        Apps = [.. plan.Apps.Select((a, i) => a with { ResourceId = App($"{name}-{i}") })],
    };

    private static UnlockPlan Stopped(UnlockPlan plan, int stopped) => plan with
    {
        Apps = [.. plan.Apps.Select((a, i) => i < stopped ? a with { Counts = false } : a)],
    };

    private static UnlockPlan WithScope(UnlockPlan plan) => plan with
    {
        Apps = [.. plan.Apps.Select((a, i) => i == 0 ? a with { InScope = true, Counts = true } : a)],
    };
}
