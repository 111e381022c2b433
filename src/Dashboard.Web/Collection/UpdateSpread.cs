namespace Dashboard.Web.Collection;

/// <summary>
/// Spreads the reading of new figures: the more readers there are, the longer the stretch over which their pages read, so that
/// the database answers a steady trickle. A single reader waits for nobody.
/// </summary>
/// <param name="draw">A number from 0 up to 1, another each time; null draws at random.</param>
public sealed class UpdateSpread(Func<double>? draw = null)
{
    /// <summary>The stretch for each reader: 50 pages a second.</summary>
    private static readonly TimeSpan PerReader = TimeSpan.FromMilliseconds(20);

    /// <summary>Nobody waits for longer.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    private int _readers;

    /// <summary>Readers with an open page.</summary>
    public int Readers => Volatile.Read(ref _readers);

    /// <summary>Counts a reader in.</summary>
    internal void Join() => Interlocked.Increment(ref _readers);

    /// <summary>Counts a reader out.</summary>
    internal void Leave() => Interlocked.Decrement(ref _readers);

    /// <summary>How long a reader waits this time.</summary>
    internal TimeSpan Next()
    {
        var readers = Readers;
        if (readers <= 1) return TimeSpan.Zero;
        var stretch = PerReader * readers;
        return (stretch < Longest ? stretch : Longest) * Draw();
    }

    // It only has to differ from reader to reader. CA5394 is about security.
#pragma warning disable CA5394
    private double Draw() => draw?.Invoke() ?? Random.Shared.NextDouble();
#pragma warning restore CA5394
}
