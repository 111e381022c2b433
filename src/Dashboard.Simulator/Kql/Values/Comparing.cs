namespace Dashboard.Simulator.Kql.Values;

/// <summary>Equality and order of values, with the language's rules for null and for mixed types.</summary>
internal static class Comparing
{
    /// <summary>
    /// Case-sensitive equality. Two nulls give null, one null gives false. A value from JSON compares with
    /// text by its own text, so <c>properties.flag == 'true'</c> holds for a JSON boolean too.
    /// </summary>
    public static bool? AreEqual(object? left, object? right)
    {
        if (left is null || right is null)
        {
            return left is null && right is null ? null : false;
        }

        if (left is string || right is string)
        {
            return Order(left, right) is { } order
                ? order == 0
                : string.Equals(Converting.ToText(left), Converting.ToText(right), StringComparison.Ordinal);
        }

        return Order(left, right) is { } o ? o == 0 : Json.Text(left) == Json.Text(right);
    }

    /// <summary>Negative, zero or positive; null when the two have no order.</summary>
    public static int? Order(object? left, object? right) => (left, right) switch
    {
        (null, _) or (_, null) => null,
        (string a, string b) => string.CompareOrdinal(a, b),
        (long a, long b) => a.CompareTo(b),
        (bool a, bool b) => a.CompareTo(b),
        (DateTime a, DateTime b) => a.CompareTo(b),
        (TimeSpan a, TimeSpan b) => a.CompareTo(b),
        (DateTime a, string b) => Converting.ToDateTime(b) is { } t ? a.CompareTo(t) : null,
        (string a, DateTime b) => Converting.ToDateTime(a) is { } t ? t.CompareTo(b) : null,
        (long or double, long or double or string) => Numbers(left, right),
        (string, long or double) => Numbers(left, right),
        _ => null,
    };

    /// <summary>
    /// A total order for sorting: nulls together, then by kind, then by value. Text sorts by ordinal, as ids
    /// must for paging to be sound.
    /// </summary>
    public static int Total(object? left, object? right)
    {
        if (Order(left, right) is { } order)
        {
            return order;
        }

        var byKind = Rank(left).CompareTo(Rank(right));
        return byKind != 0 ? byKind : string.CompareOrdinal(Converting.ToText(left), Converting.ToText(right));
    }

    /// <summary>A text that is the same exactly for values that group together.</summary>
    public static string GroupKey(object? value) => value switch
    {
        null => "n",
        string text => "s" + text,
        long or double => "d" + Converting.ToText(value),
        bool flag => flag ? "t" : "f",
        DateTime time => "w" + time.Ticks,
        _ => "j" + Converting.ToText(value),
    };

    private static int? Numbers(object left, object right) =>
        Converting.ToReal(left) is { } a && Converting.ToReal(right) is { } b ? a.CompareTo(b) : null;

    private static int Rank(object? value) => value switch
    {
        null => 0,
        bool => 1,
        long or double => 2,
        DateTime => 3,
        TimeSpan => 4,
        string => 5,
        _ => 6,
    };
}
