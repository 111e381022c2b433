namespace Dashboard.Simulator.Estate;

/// <summary>A change of one thing at an exact instant.</summary>
internal sealed record Change<TState>(DateTimeOffset At, string What, Func<TState, TState> Apply);

/// <summary>
/// The life of one thing: a first state and the changes since. The state at T is the first state with every
/// change up to and including T applied, so it depends on nothing but T.
/// </summary>
internal sealed class Timeline<TState>
    where TState : class
{
    private readonly Moment[] moments;

    public Timeline(TState first, IEnumerable<Change<TState>> changes)
    {
        var laid = new Laying(first);
        // The sort is stable, so changes of one instant apply in the order given.
        foreach (var change in changes.OrderBy(c => c.At))
        {
            laid.Add(change.At, change.What, change.Apply(laid.State));
        }

        moments = laid.Moments();
    }

    /// <summary>A life that was laid out together with others, since they act on each other.</summary>
    public Timeline(Laying laid) => moments = laid.Moments();

    /// <summary>The state from an instant until the next change.</summary>
    public sealed record Moment(DateTimeOffset Since, string What, TState State);

    /// <summary>A life while it is laid out, in the order of time. What changes nothing leaves no moment.</summary>
    internal sealed class Laying(TState first)
    {
        private readonly List<Moment> moments = [new(DateTimeOffset.MinValue, "Beginning", first)];

        public TState State => moments[^1].State;

        public void Add(DateTimeOffset at, string what, TState state)
        {
            if (!state.Equals(State))
            {
                moments.Add(new Moment(at, what, state));
            }
        }

        public Moment[] Moments() => [.. moments];
    }

    /// <summary>Every state with its beginning, oldest first.</summary>
    public IReadOnlyList<Moment> Moments => moments;

    /// <summary>What holds at an instant. The same object for the same state, so results can be kept by it.</summary>
    public Moment At(DateTimeOffset instant)
    {
        var (low, high) = (0, moments.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = moments[middle].Since <= instant ? (middle, high) : (low, middle - 1);
        }

        return moments[low];
    }
}
