using Dashboard.Core.Costs.Assumptions;

namespace Dashboard.Core.Costs.Unlock;

/// <summary>What is done to one plan on the way to the target.</summary>
/// <param name="PlanId">The plan's ARM id.</param>
/// <param name="Way"><see cref="UnlockWay.Upgrade"/> or <see cref="UnlockWay.Move"/>.</param>
/// <param name="Moves">Apps that move away.</param>
/// <param name="Unlocked">Apps of the denominator that it unlocks.</param>
/// <param name="DeltaMinor">Difference in minor units a month.</param>
public sealed record TargetStep(string PlanId, UnlockWay Way, int Moves, int Unlocked, long DeltaMinor);

/// <summary>The least monthly money after which the target can be reached, in one currency.</summary>
/// <param name="Currency">ISO 4217, upper case.</param>
/// <param name="Denominator">Apps of the denominator of coverage that are billed in it.</param>
/// <param name="Supporting">Those on tiers that support client certificates: no tier change, no cost.</param>
/// <param name="Needed">How many more have to be unlocked; 0 where the target can be reached as it is.</param>
/// <param name="DeltaMinor">Least difference in minor units a month; null where no way of known cost unlocks enough.</param>
/// <param name="Moves">Apps that move on it.</param>
/// <param name="Steps">What is done, by plan.</param>
public sealed record TargetMoney(
    string Currency, int Denominator, int Supporting, int Needed, long? DeltaMinor, int Moves, IReadOnlyList<TargetStep> Steps)
{
    /// <summary>Money needed each month, never negative; null where unknown.</summary>
    public long? MonthlyMinor => DeltaMinor is { } delta ? Math.Max(0, delta) : null;
}

/// <summary>
/// The least money a month that brings a target share of the denominator to tiers that support client certificates. Each currency has to
/// reach the target with its own apps, since money of two currencies cannot be weighed against each other; then the estate reaches it.
/// </summary>
public static class MoneyToTarget
{
    /// <summary>The definition that pages and API show.</summary>
    public const string Definition =
        "The least monthly list-price difference after which the target share of the denominator is on tiers that support client "
        + "certificates, over all choices of plans to upgrade and apps to move. Each currency reaches the target with its own apps. "
        + "Necessary and not sufficient: the apps must then enforce.";

    /// <summary>The least money, one answer per currency of the denominator, by code.</summary>
    /// <param name="estate">All plans, each with all of its apps.</param>
    /// <param name="prices">List prices.</param>
    /// <param name="moment">The moment whose prices count.</param>
    /// <param name="assumptions">What is assumed.</param>
    /// <param name="targetPercent">The target, 0 to 100.</param>
    public static IReadOnlyList<TargetMoney> Of(
        IReadOnlyList<UnlockPlan> estate, PriceBook prices, DateTimeOffset moment, CostAssumptions assumptions, decimal targetPercent)
    {
        var spaces = MoveSpace.Of(estate, new UnlockPricing(prices, moment, assumptions), assumptions).ToLookup(s => s.Currency);
        var counting =
            from plan in estate
            from app in plan.Apps
            where app is { InScope: true, Counts: true }
            group plan by plan.Currency.ToUpperInvariant() into currency
            orderby currency.Key
            let supporting = currency.Count(p => p is { IsLocked: false, IsTierUnknown: false })
            select Least([.. spaces[currency.Key]], new TargetMoney(
                currency.Key, currency.Count(), supporting, Needed(currency.Count(), supporting, targetPercent), null, 0, []));
        return [.. counting];
    }

    private static int Needed(int denominator, int supporting, decimal targetPercent) =>
        Math.Max(0, (int)Math.Ceiling(targetPercent * denominator / 100m) - supporting);

    private static TargetMoney Least(List<MoveSpace> spaces, TargetMoney question)
    {
        if (question.Needed == 0) return question with { DeltaMinor = 0 };
        var solved = spaces.ConvertAll(s => new TargetKnapsack(s));
        // By number of apps that are still to be unlocked: the best way for the spaces from one on, and what that one unlocks in it.
        var rest = new (long Cost, int Moves)?[question.Needed + 1];
        rest[0] = (0, 0);
        var shares = new Stack<int[]>();
        var most = 0;
        foreach (var space in Enumerable.Reverse(solved))
        {
            (rest, var share) = Before(space, rest, most);
            shares.Push(share);
            most += space.Most;
        }
        if (rest[^1] is not { } least) return question;
        return question with { DeltaMinor = least.Cost, Moves = least.Moves, Steps = Steps(solved, shares, question.Needed) };
    }

    private static ((long Cost, int Moves)?[] Best, int[] Share) Before(
        TargetKnapsack space, (long Cost, int Moves)?[] rest, int most)
    {
        var best = new (long Cost, int Moves)?[rest.Length];
        var share = new int[rest.Length];
        for (var needed = 0; needed < rest.Length; needed++)
        {
            // The others have no more than so many to unlock.
            for (var here = Math.Max(0, needed - most); here <= Math.Min(needed, space.Most); here++)
            {
                if (space.Best[here] is not { } way || rest[needed - here] is not { } others) continue;
                var sum = (way.Cost + others.Cost, way.Moves + others.Moves);
                if (best[needed] is not { } known || sum.CompareTo(known) < 0) (best[needed], share[needed]) = (sum, here);
            }
        }
        return (best, share);
    }

    private static List<TargetStep> Steps(List<TargetKnapsack> solved, Stack<int[]> shares, int needed)
    {
        var steps = new List<TargetStep>();
        foreach (var space in solved)
        {
            var here = shares.Pop()[needed];
            steps.AddRange(space.Steps(space.Best[here]!));
            needed -= here;
        }
        return steps;
    }
}
