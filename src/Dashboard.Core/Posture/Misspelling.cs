namespace Dashboard.Core.Posture;

/// <summary>What a word was probably meant to be. A guess for people to check: no judgement ever hangs on it.</summary>
public static class Misspelling
{
    /// <summary>No word of a standard is longer; hostile text is not compared to its end.</summary>
    private const int Longest = 64;

    /// <summary>Shorter words have too many neighbours.</summary>
    private const int Shortest = 4;

    /// <summary>
    /// The one of <paramref name="candidates"/> that <paramref name="text"/> was probably meant to be: equal but for
    /// separators and case, one mistake away (two from ten letters on, so that external is not internal), or begun and not ended. Null where it is one of
    /// them already, where none is near, and where two are equally near. Digits are never a mistake: they make codes.
    /// </summary>
    /// <param name="text">The word as written.</param>
    /// <param name="candidates">The words that are right.</param>
    /// <param name="shortestBeginning">From how many letters on a mere beginning counts.</param>
    public static string? Nearest(string text, IReadOnlyCollection<string> candidates, int shortestBeginning = Shortest)
    {
        var written = text.Trim();
        if (candidates.Any(c => c.Trim().Equals(written, StringComparison.OrdinalIgnoreCase))) return null;
        var plain = Plain(written);
        if (plain.Length is 0 or > Longest) return null;
        var near = candidates.Select(c => (Word: c, Plain: Plain(c)))
            .Where(c => c.Plain.Length is > 0 and <= Longest && Digits(c.Plain) == Digits(plain))
            .DistinctBy(c => c.Plain)
            .ToList();
        return near.Find(c => c.Plain == plain).Word ?? Closest(plain, near) ?? Begun(plain, near, shortestBeginning);
    }

    /// <summary>A word without case and separators.</summary>
    public static string Plain(string text) => string.Concat(text.ToLowerInvariant().Where(char.IsLetterOrDigit));

    /// <summary>
    /// How many single mistakes (a letter left out, added, changed, or two neighbours swapped) lie between two words; one
    /// more than <paramref name="most"/> where there are more than that.
    /// </summary>
    public static int Distance(string first, string second, int most = int.MaxValue - 1)
    {
        if (Math.Abs(first.Length - second.Length) > most) return most + 1;
        var (before, last, now) = (new int[second.Length + 1], new int[second.Length + 1], new int[second.Length + 1]);
        for (var j = 0; j <= second.Length; j++) last[j] = j;
        for (var i = 1; i <= first.Length; i++)
        {
            now[0] = i;
            for (var j = 1; j <= second.Length; j++)
            {
                var same = first[i - 1] == second[j - 1] ? 0 : 1;
                now[j] = Math.Min(Math.Min(now[j - 1], last[j]) + 1, last[j - 1] + same);
                if (i > 1 && j > 1 && first[i - 1] == second[j - 2] && first[i - 2] == second[j - 1]) now[j] = Math.Min(now[j], before[j - 2] + 1);
            }

            (before, last, now) = (last, now, before);
        }

        return Math.Min(last[second.Length], most == int.MaxValue - 1 ? last[second.Length] : most + 1);
    }

    private static string? Closest(string plain, List<(string Word, string Plain)> near)
    {
        var most = plain.Length switch
        {
            < Shortest => 0,
            < 10 => 1,
            _ => 2,
        };
        var found = near.Select(c => (c.Word, Mistakes: Distance(plain, c.Plain, most)))
            .Where(c => c.Mistakes <= most)
            .OrderBy(c => c.Mistakes)
            .Take(2)
            .ToList();
        return found.Count == 1 || (found.Count == 2 && found[0].Mistakes < found[1].Mistakes) ? found[0].Word : null;
    }

    private static string? Begun(string plain, List<(string Word, string Plain)> near, int shortest)
    {
        if (plain.Length < shortest) return null;
        var found = near.Where(c => c.Plain.StartsWith(plain, StringComparison.Ordinal)).Take(2).ToList();
        return found.Count == 1 ? found[0].Word : null;
    }

    private static string Digits(string plain) => string.Concat(plain.Where(char.IsDigit));
}
