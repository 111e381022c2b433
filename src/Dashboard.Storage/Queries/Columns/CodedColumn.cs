namespace Dashboard.Storage.Queries.Columns;

/// <summary>
/// A column of which each row holds the number of a value. The numbers go in the values' order, so that sorting needs no value.
/// </summary>
/// <typeparam name="T">The type of the values.</typeparam>
internal sealed class CodedColumn<T>
    where T : notnull
{
    private readonly T[] _values;

    private CodedColumn(T[] values, int[] codes) => (_values, Codes) = (values, codes);

    /// <summary>The number of each row's value.</summary>
    public int[] Codes { get; }

    /// <summary>How many values there are.</summary>
    public int Count => _values.Length;

    /// <summary>The column whose rows have <paramref name="rows"/>, ordered by <paramref name="order"/>.</summary>
    public static CodedColumn<T> Of(CodedRows<T> rows, IComparer<T> order)
    {
        var (values, codes) = rows.Take();
        var sorted = Enumerable.Range(0, values.Length).ToArray();
        Array.Sort(sorted, (a, b) => order.Compare(values[a], values[b]));
        var places = new int[values.Length];
        for (var place = 0; place < sorted.Length; place++) places[sorted[place]] = place;
        for (var row = 0; row < codes.Length; row++) codes[row] = places[codes[row]];
        return new CodedColumn<T>([.. sorted.Select(i => values[i])], codes);
    }

    /// <summary>By number, what <paramref name="read"/> says of the value.</summary>
    public TResult[] Map<TResult>(Func<T, TResult> read) => Array.ConvertAll(_values, value => read(value));
}

/// <summary>The rows of a <see cref="CodedColumn{T}"/> as they are read: each value once, numbered as it comes.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
internal sealed class CodedRows<T>
    where T : notnull
{
    private readonly Dictionary<T, int> _numbers = [];
    private readonly List<T> _values = [];
    private readonly List<int> _codes = [];

    public void Add(T value)
    {
        if (!_numbers.TryGetValue(value, out var number))
        {
            number = _values.Count;
            _numbers.Add(value, number);
            _values.Add(value);
        }

        _codes.Add(number);
    }

    public (T[] Values, int[] Codes) Take() => ([.. _values], [.. _codes]);
}
