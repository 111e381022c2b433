namespace Dashboard.Web.Hosting.Settings;

/// <summary>Finds what somebody probably meant to type.</summary>
internal static class Nearest
{
    /// <summary>The candidate with the fewest edits away from <paramref name="text"/>; null where none is near.</summary>
    public static string? Of(string text, IEnumerable<string> candidates)
    {
        var best = candidates
            .Select(c => (Text: c, Distance: Distance(Fold(text), Fold(c))))
            .OrderBy(c => c.Distance).ThenBy(c => c.Text, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.Text is not null && best.Distance <= Math.Max(2, text.Length / 3) ? best.Text : null;
    }

    /// <summary>Separators count for nothing: <c>Dashboard__DatabaseProvider</c> is near <c>Database:Provider</c>.</summary>
    private static string Fold(string text) =>
        text.Replace(":", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();

    /// <summary>Levenshtein's distance, a row at a time.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
