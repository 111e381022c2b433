namespace Dashboard.Simulator.Estate;

/// <summary>
/// A random draw keyed by what it is for, rather than by its turn: the same seed and key always give the
/// same value, on every machine and runtime version, whatever else is drawn.
/// </summary>
internal readonly struct Draw
{
    private readonly ulong state;

    private Draw(ulong state) => this.state = state;

    public static Draw From(long seed) => new(Mix(unchecked((ulong)seed)));

    /// <summary>The draw for a named thing under this one.</summary>
    public Draw For(string thing)
    {
        // FNV-1a; string.GetHashCode differs from process to process.
        var hash = 14695981039346656037UL;
        foreach (var c in thing)
        {
            hash = unchecked((hash ^ c) * 1099511628211UL);
        }

        return new Draw(Mix(state ^ hash));
    }

    /// <summary>The draw for a numbered thing under this one.</summary>
    public Draw For(int number) => new(Mix(unchecked(state + ((ulong)number * 0x9E3779B97F4A7C15UL))));

    /// <summary>At least 0 and less than 1.</summary>
    public double Unit => (state >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => Unit < probability;

    /// <summary>A whole number from least to most, both included.</summary>
    public int Between(int least, int most) => least + (int)(Unit * (most - least + 1));

    public T Pick<T>(IReadOnlyList<T> items) => items[(int)(Unit * items.Count)];

    /// <summary>An item with a probability in proportion to its weight.</summary>
    public T Weighted<T>(IReadOnlyList<(T Item, double Weight)> items)
    {
        var left = Unit * items.Sum(i => i.Weight);
        foreach (var (item, weight) in items)
        {
            left -= weight;
            if (left < 0)
            {
                return item;
            }
        }

        return items[^1].Item;
    }

    /// <summary>A GUID of the usual version 4 form.</summary>
    public Guid Guid()
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, state);
        BitConverter.TryWriteBytes(bytes[8..], Mix(state));
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes);
    }

    /// <summary>An instant between two, moved into the working hours of a weekday, when people change things.</summary>
    public DateTimeOffset WorkingTime(DateTimeOffset from, DateTimeOffset to)
    {
        var day = (from + ((to - from) * Unit)).UtcDateTime.Date;
        day = day.DayOfWeek switch
        {
            DayOfWeek.Saturday => day.AddDays(2),
            DayOfWeek.Sunday => day.AddDays(1),
            _ => day,
        };
        var second = For("time").Between(8 * 3600, (18 * 3600) - 1);
        return new DateTimeOffset(day, TimeSpan.Zero).AddSeconds(second).AddMilliseconds(For("ms").Between(0, 999));
    }

    private static ulong Mix(ulong value)
    {
        // The finaliser of splitmix64.
        value = unchecked(value + 0x9E3779B97F4A7C15UL);
        value = unchecked((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL);
        value = unchecked((value ^ (value >> 27)) * 0x94D049BB133111EBUL);
        return value ^ (value >> 31);
    }
}
