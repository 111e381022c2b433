namespace Dashboard.Core.Costs.Unlock;

/// <summary>
/// The least cost of unlocking at least so many of the counting apps of one space of moves, for every such number. Exact.
/// </summary>
/// <remarks>
/// Each plan is upgraded (its cost, all of its apps), or moves whole and is credited (a place for each app in scope, all of them), or
/// some of its apps move (a place each; no cost and no credit, since the plan stays), or nothing happens. An upgrade with moves of the
/// same plan is never better than the upgrade alone, as in <see cref="HeadroomKnapsack"/>. Single moves all cost the same, nothing, and
/// any app can take any place: only their number matters, so they are filled in after the plans are decided. States are places taken ×
/// apps unlocked, with the least cost of each; moves are the places taken. While plans are decided only those that are credited take
/// places, so where none is (F1 costs nothing) the time is plans × apps; else plans × their places × apps.
/// </remarks>
internal sealed class TargetKnapsack
{
    private const long Never = long.MaxValue;

    private enum Choice : byte { Nothing, Upgrade, Empty }

    private readonly IReadOnlyList<LockedPlan> _plans;
    private readonly int _room;
    private readonly int _credited;
    private readonly List<Choice[]> _choices = [];
    private readonly int[] _singles;
    private long[] _least;

    public TargetKnapsack(MoveSpace space)
    {
        _plans = space.Locked;
        _room = space.Headroom;
        Most = _plans.Sum(Counting);
        _credited = Math.Min(_room, _plans.Where(IsCredited).Sum(p => p.InScope.Count));
        _least = States(_credited);
        _least[0] = 0;
        foreach (var plan in _plans) _choices.Add(Decide(plan));
        _singles = FillInSingles();
        Best = BestWays();
    }

    /// <summary>Counting apps of the space.</summary>
    public int Most { get; }

    /// <summary>For each number of counting apps, the best way to unlock at least so many; null where there is none.</summary>
    public IReadOnlyList<TargetWay?> Best { get; }

    /// <summary>What is done to each plan on a way, in the order of plans.</summary>
    public List<TargetStep> Steps(TargetWay way)
    {
        var steps = new List<TargetStep>();
        var singles = _singles[At(way.Moves, way.Unlocked)];
        var (places, apps) = (way.Moves - singles, way.Unlocked - singles);
        var decided = new Choice[_plans.Count];
        for (var i = _plans.Count - 1; i >= 0; i--)
        {
            decided[i] = _choices[i][At(places, apps)];
            if (decided[i] != Choice.Nothing) apps -= Counting(_plans[i]);
            if (decided[i] == Choice.Empty) places -= _plans[i].InScope.Count;
        }
        for (var i = 0; i < _plans.Count; i++)
        {
            var (plan, counting) = (_plans[i], Counting(_plans[i]));
            if (decided[i] == Choice.Upgrade) steps.Add(new TargetStep(plan.Plan.PlanId, UnlockWay.Upgrade, 0, counting, plan.Upgrade!.Value));
            if (decided[i] == Choice.Empty)
                steps.Add(new TargetStep(plan.Plan.PlanId, UnlockWay.Move, plan.InScope.Count, counting, plan.Move!.Value));
            if (decided[i] != Choice.Nothing || Math.Min(singles, counting) is not (> 0 and var some)) continue;
            steps.Add(new TargetStep(plan.Plan.PlanId, UnlockWay.Move, some, some, 0));
            singles -= some;
        }
        return steps;
    }

    // A plan that would become empty while nobody knows what it costs now cannot move whole: that cost is unknown, and not 0.
    private static int Counting(LockedPlan plan)
    {
        var counting = plan.InScope.Count(a => a.Counts);
        return plan.Move is null && counting == plan.InScope.Count ? counting - 1 : counting;
    }

    // Only a credit makes a whole plan more than its apps one by one.
    private static bool IsCredited(LockedPlan plan) => plan.Move < 0;

    private int At(int places, int apps) => (places * (Most + 1)) + apps;

    private long[] States(int places)
    {
        var states = new long[(places + 1) * (Most + 1)];
        Array.Fill(states, Never);
        return states;
    }

    private Choice[] Decide(LockedPlan plan)
    {
        var (before, choices, counting) = (_least, new Choice[_least.Length], Counting(plan));
        _least = States(_credited);
        for (var state = 0; state < before.Length; state++)
        {
            if (before[state] == Never) continue;
            Take(state, before[state], Choice.Nothing);
            if (plan.Upgrade is { } upgrade) Take(state + counting, before[state] + upgrade, Choice.Upgrade);
            var places = (state / (Most + 1)) + plan.InScope.Count;
            if (IsCredited(plan) && places <= _credited)
                Take(At(places, (state % (Most + 1)) + counting), before[state] + plan.Move!.Value, Choice.Empty);
        }
        return choices;

        void Take(int state, long cost, Choice choice)
        {
            if (cost >= _least[state]) return;
            (_least[state], choices[state]) = (cost, choice);
        }
    }

    private int[] FillInSingles()
    {
        var (decided, singles) = (_least, new int[(_room + 1) * (Most + 1)]);
        _least = States(_room);
        decided.CopyTo(_least, 0);
        for (var places = 1; places <= _room; places++)
        {
            for (var apps = 1; apps <= Most; apps++)
            {
                var (from, to) = (At(places - 1, apps - 1), At(places, apps));
                if (_least[from] < _least[to]) (_least[to], singles[to]) = (_least[from], singles[from] + 1);
            }
        }
        return singles;
    }

    private TargetWay?[] BestWays()
    {
        var best = new TargetWay?[Most + 1];
        for (var state = 0; state < _least.Length; state++)
        {
            var (moves, unlocked, cost) = (state / (Most + 1), state % (Most + 1), _least[state]);
            if (cost != Never) Keep(ref best[unlocked], new TargetWay(cost, moves, unlocked));
        }
        // What unlocks more unlocks enough.
        for (var apps = Most - 1; apps >= 0; apps--)
            if (best[apps + 1] is { } more) Keep(ref best[apps], more);
        return best;

        static void Keep(ref TargetWay? best, TargetWay way)
        {
            if (best is null || (way.Cost, way.Moves).CompareTo((best.Cost, best.Moves)) < 0) best = way;
        }
    }
}

/// <summary>A way to unlock apps of one space.</summary>
/// <param name="Cost">Difference in minor units a month.</param>
/// <param name="Moves">Apps that move.</param>
/// <param name="Unlocked">Counting apps that it unlocks.</param>
internal sealed record TargetWay(long Cost, int Moves, int Unlocked);
