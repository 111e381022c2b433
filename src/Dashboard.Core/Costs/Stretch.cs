namespace Dashboard.Core.Costs;

/// <summary>A stretch of time <c>[From, To)</c> in ticks of UTC, not empty.</summary>
internal readonly record struct Stretch(long From, long To)
{
    public long Length => To - From;

    /// <summary>The part of an interval that lies within this stretch; null where none does.</summary>
    public Stretch? Within(DateTimeOffset from, DateTimeOffset? to)
    {
        var cut = new Stretch(Math.Max(From, from.UtcTicks), Math.Min(To, to?.UtcTicks ?? To));
        return cut.Length > 0 ? cut : null;
    }

    /// <summary>The month up to a moment; null where the month had not begun.</summary>
    public static Stretch? Of(CostMonth month, DateTimeOffset asOf)
    {
        var stretch = new Stretch(month.Start.UtcTicks, Math.Min(month.End.UtcTicks, asOf.UtcTicks));
        return stretch.Length > 0 ? stretch : null;
    }

    /// <summary>The same time as stretches that neither touch nor overlap, in order.</summary>
    public static List<Stretch> Union(IEnumerable<Stretch> stretches)
    {
        var union = new List<Stretch>();
        foreach (var next in stretches.OrderBy(s => s.From))
        {
            if (union.Count > 0 && next.From <= union[^1].To) union[^1] = union[^1] with { To = Math.Max(union[^1].To, next.To) };
            else union.Add(next);
        }
        return union;
    }

    /// <summary>How long two unions overlap, in ticks.</summary>
    public static long Overlap(List<Stretch> a, List<Stretch> b)
    {
        long sum = 0;
        for (int i = 0, j = 0; i < a.Count && j < b.Count;)
        {
            sum += Math.Max(0, Math.Min(a[i].To, b[j].To) - Math.Max(a[i].From, b[j].From));
            if (a[i].To < b[j].To) i++;
            else j++;
        }
        return sum;
    }
}
