using Dashboard.Core.Costs;
using Dashboard.Core.Costs.Unlock;

namespace Dashboard.Core.Tests.Costs;

/// <summary>
/// Tries every way there is: each plan upgraded or not, and each of its apps in scope left where it is or moved to any plan, mixed as it
/// comes. It shares nothing with the program but the records: which moves are possible, and what they cost, is told in its own words.
/// </summary>
internal sealed class ExhaustiveSearch(UnlockPlan[] estate, ListPrice[] prices, int perInstance)
{
    private readonly UnlockPlan[] _locked = [.. estate.Where(p => p.Tier is "Free" or "Shared" && p.Apps.Any(a => a.InScope))];

    /// <summary>Which plans are upgraded, and where each app in scope goes (null: it stays).</summary>
    public sealed record Way(bool[] Upgraded, Dictionary<string, string?> To);

    /// <summary>What a way comes to: apps of unknown cost, cost, moves, and counting apps unlocked.</summary>
    public sealed record Outcome(int Unknown, long Cost, int Moves, int Unlocked);

    /// <summary>The outcomes of all ways that are possible, by currency where one is given.</summary>
    public IEnumerable<Way> Ways(string? currency = null)
    {
        var plans = _locked.Where(p => currency is null || p.Currency == currency).ToArray();
        var apps = plans.SelectMany(p => p.Apps.Where(a => a.InScope).Select(a => (Plan: p, App: a))).ToArray();
        var upgraded = new bool[_locked.Length];
        var to = new Dictionary<string, string?>();
        var taken = new Dictionary<string, int>();
        return Plans(0);

        IEnumerable<Way> Plans(int i)
        {
            if (i == plans.Length) return Apps(0);
            var at = Array.IndexOf(_locked, plans[i]);
            return new[] { false, true }.SelectMany(u => { upgraded[at] = u; return Plans(i + 1); });
        }

        IEnumerable<Way> Apps(int i)
        {
            if (i == apps.Length)
            {
                yield return new Way(upgraded, to);
                yield break;
            }
            to[apps[i].App.ResourceId] = null;
            foreach (var way in Apps(i + 1)) yield return way;
            foreach (var target in estate.Where(t => CanMove(apps[i].Plan, t) && taken.GetValueOrDefault(t.PlanId) < Room(t)))
            {
                to[apps[i].App.ResourceId] = target.PlanId;
                taken[target.PlanId] = taken.GetValueOrDefault(target.PlanId) + 1;
                foreach (var way in Apps(i + 1)) yield return way;
                taken[target.PlanId]--;
            }
            to[apps[i].App.ResourceId] = null;
        }
    }

    /// <summary>What a way comes to, where all apps in scope must be unlocked: those of a plan that does not do it at known cost are unknown.</summary>
    public Outcome? Whole(Way way)
    {
        var sum = new Outcome(0, 0, 0, 0);
        for (var i = 0; i < _locked.Length; i++)
        {
            var mine = Mine(_locked[i]);
            var moved = mine.Count(a => way.To.GetValueOrDefault(a.ResourceId) is not null);
            var done = way.Upgraded[i] || moved == mine.Length;
            if (done && Cost(_locked[i], way.Upgraded[i], moved) is { } cost) sum = sum with { Cost = sum.Cost + cost, Moves = sum.Moves + moved };
            else if (moved == 0 && !way.Upgraded[i]) sum = sum with { Unknown = sum.Unknown + mine.Length };
            else return null; // half of it, or a way of unknown cost: neither is a way that unlocks the plan
        }
        return sum;
    }

    /// <summary>What a way comes to, where any number of apps may be unlocked; null where a cost is unknown.</summary>
    public Outcome? Part(Way way)
    {
        var sum = new Outcome(0, 0, 0, 0);
        for (var i = 0; i < _locked.Length; i++)
        {
            var mine = Mine(_locked[i]);
            var moved = mine.Count(a => way.To.GetValueOrDefault(a.ResourceId) is not null);
            if (!way.Upgraded[i] && moved == 0) continue;
            if (Cost(_locked[i], way.Upgraded[i], moved) is not { } cost) return null;
            var unlocked = mine.Count(a => a.Counts && (way.Upgraded[i] || way.To.GetValueOrDefault(a.ResourceId) is not null));
            sum = new Outcome(0, sum.Cost + cost, sum.Moves + moved, sum.Unlocked + unlocked);
        }
        return sum;
    }

    /// <summary>The first plan's headroom, by the definition.</summary>
    public int Room(UnlockPlan plan) =>
        plan.Tier is "Basic" or "Standard" or "PremiumV3" ? Math.Max(0, (perInstance * (plan.Capacity ?? 0)) - plan.Apps.Count) : 0;

    /// <summary>True where an app of a plan can move to another.</summary>
    public bool CanMove(UnlockPlan from, UnlockPlan to) =>
        to.Tier is "Basic" or "Standard" or "PremiumV3" && from.IsLinux == to.IsLinux && from.Currency == to.Currency && SpaceOf(from) == SpaceOf(to);

    private static UnlockApp[] Mine(UnlockPlan plan) => [.. plan.Apps.Where(a => a.InScope)];

    // All plans of a test are in one subscription, group and region.
    private string? SpaceOf(UnlockPlan plan)
    {
        if (plan.WebSpace is not null) return plan.WebSpace;
        var beside = estate.Where(p => p.WebSpace is not null && p.IsLinux == plan.IsLinux && p.Currency == plan.Currency
            && p.Tier is not ("IsolatedV2" or "Dynamic")).Select(p => p.WebSpace).Distinct().ToList();
        return beside.Count == 1 ? beside[0] : null;
    }

    private long? Cost(UnlockPlan plan, bool upgraded, int moved)
    {
        var now = plan.Tier == "Free" ? 0 : Minor(plan, "D1", plan.Apps.Count);
        if (upgraded) return Minor(plan, "B1", 1) - now;
        return moved == plan.Apps.Count ? -now : 0;
    }

    private long? Minor(UnlockPlan plan, string sku, int count) =>
        Array.Find(prices, p => p.SkuName == sku && p.IsLinux == plan.IsLinux && p.Currency == plan.Currency) is { } price
            ? (long)Math.Round(price.PerHour * 730 * count * (plan.Currency == "JPY" ? 1 : 100), MidpointRounding.AwayFromZero)
            : null;
}
