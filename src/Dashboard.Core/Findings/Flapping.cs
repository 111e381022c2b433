namespace Dashboard.Core.Findings;

/// <summary>
/// Recognises what is mended again and again: the third occurrence, or a later one, of one rule on one app within thirty days.
/// </summary>
public static class Flapping
{
    /// <summary>Occurrences that make a flap.</summary>
    public const int Occurrences = 3;

    /// <summary>Within how long.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromDays(30);

    /// <summary>True where the occurrence detected at <paramref name="detected"/> makes a flap with the <paramref name="earlier"/> ones.</summary>
    public static bool IsReached(IEnumerable<DateTimeOffset> earlier, DateTimeOffset detected) =>
        earlier.Count(e => e > detected - Within) + 1 >= Occurrences;
}
