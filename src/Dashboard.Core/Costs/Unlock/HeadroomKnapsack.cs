namespace Dashboard.Core.Costs.Unlock;

/// <summary>
/// Chooses, within one space of moves, the plans whose apps move, so that all apps in scope are unlocked at the least cost. Exact.
/// </summary>
/// <remarks>
/// <para>Why this is a 0/1 knapsack over the total headroom:</para>
/// <para>1. <b>An upgrade and moves of the same plan need not be looked at.</b> A plan's apps are unlocked either by its upgrade, which
/// unlocks all of them, or by all of them moving. An upgrade costs the same whoever has moved, so of the ways with the upgrade the one
/// without moves costs no more, moves fewer and leaves more room to the others.</para>
/// <para>2. <b>Room is a number.</b> Every app needs one place, and can take any place of the space. So a set of plans can move whole if
/// and only if their apps are together no more than the places of all targets: fill the targets one after another.</para>
/// <para>3. <b>Costs add up.</b> A plan's difference depends on its own way only: targets grow no dearer by apps, and whether a plan
/// becomes empty depends on its own apps. What is compared — apps of unknown cost, then cost, then moves — adds up by component, and
/// adding the same to both sides keeps the order. So the best of the first plans stays the best whatever the others do, which is what
/// dynamic programming needs.</para>
/// <para>So each plan either moves (weight: its apps in scope) or stays (weight 0), within the headroom. Unlocking only some apps of a
/// plan unlocks the plan not at all here; <see cref="TargetKnapsack"/> is about such choices.</para>
/// </remarks>
internal static class HeadroomKnapsack
{
    /// <summary>
    /// For each plan of the space, true where its apps move. Fewest apps of unknown cost, then least cost, then fewest moves, then the
    /// plan that comes first by id moves.
    /// </summary>
    public static bool[] Solve(MoveSpace space)
    {
        var plans = space.Locked;
        var room = space.Headroom;
        var best = new Score[room + 1];
        var moves = new bool[plans.Count, room + 1];
        // From the last plan to the first, so that the choice is read from the first on: of equals the first one moves.
        for (var i = plans.Count - 1; i >= 0; i--)
        {
            var next = new Score[room + 1];
            for (var left = 0; left <= room; left++)
            {
                var stay = best[left] + Stay(plans[i]);
                var move = left >= plans[i].InScope.Count && Move(plans[i]) is { } all ? best[left - plans[i].InScope.Count] + all : (Score?)null;
                moves[i, left] = move is { } moved && moved.CompareTo(stay) <= 0;
                next[left] = moves[i, left] ? move!.Value : stay;
            }
            best = next;
        }
        return Read(plans, moves, room);
    }

    private static bool[] Read(IReadOnlyList<LockedPlan> plans, bool[,] moves, int room)
    {
        var chosen = new bool[plans.Count];
        for (var i = 0; i < plans.Count; i++)
        {
            chosen[i] = moves[i, room];
            if (chosen[i]) room -= plans[i].InScope.Count;
        }
        return chosen;
    }

    private static Score Stay(LockedPlan plan) => plan.Upgrade is { } cost ? new Score(0, cost, 0) : new Score(plan.InScope.Count, 0, 0);

    private static Score? Move(LockedPlan plan) => plan.Move is { } cost ? new Score(0, cost, plan.InScope.Count) : null;

    private readonly record struct Score(int Unknown, long Cost, int Moves) : IComparable<Score>
    {
        public int CompareTo(Score other) => (Unknown, Cost, Moves).CompareTo((other.Unknown, other.Cost, other.Moves));

        public static Score operator +(Score a, Score b) => new(a.Unknown + b.Unknown, a.Cost + b.Cost, a.Moves + b.Moves);
    }
}
