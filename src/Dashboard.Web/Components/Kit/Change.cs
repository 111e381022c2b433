using System.Globalization;

namespace Dashboard.Web.Components.Kit;

/// <summary>Whether a figure moved the right way.</summary>
public enum ChangeDirection
{
    /// <summary>The right way.</summary>
    Better,

    /// <summary>The wrong way.</summary>
    Worse,

    /// <summary>Not at all.</summary>
    Same,

    /// <summary>There is nothing to compare with.</summary>
    NotKnown,
}

/// <summary>A change in words: direction, size and the moment compared with.</summary>
/// <param name="Direction">The direction.</param>
/// <param name="Text">The whole sentence without its full stop.</param>
public sealed record Change(ChangeDirection Direction, string Text)
{
    /// <summary>
    /// Compares two percentages of coverage, where more is better: <c>3.2 points better than on 31 October</c>.
    /// </summary>
    /// <param name="before">The percentage then; null where there was none.</param>
    /// <param name="now">The percentage now; null where there is none.</param>
    /// <param name="then">The moment in words, for example <c>31 October</c>.</param>
    public static Change OfCoverage(decimal? before, decimal? now, string then)
    {
        if (before is not { } b || now is not { } n)
            return new Change(ChangeDirection.NotKnown, $"Nothing to compare with on {then}");
        var points = Math.Abs(n - b);
        if (points == 0) return new Change(ChangeDirection.Same, $"Unchanged since {then}");
        var size = points.ToString("0.0", CultureInfo.CurrentCulture) + (points == 1 ? " point" : " points");
        return n > b
            ? new Change(ChangeDirection.Better, $"{size} better than on {then}")
            : new Change(ChangeDirection.Worse, $"{size} worse than on {then}");
    }

    /// <summary>Compares two counts of what should not be, where fewer is better: <c>3 fewer than on 31 October</c>.</summary>
    public static Change OfBurden(int? before, int now, string then)
    {
        if (before is not { } b) return new Change(ChangeDirection.NotKnown, $"Nothing to compare with on {then}");
        if (b == now) return new Change(ChangeDirection.Same, $"Unchanged since {then}");
        var size = Words.Count(Math.Abs(now - b));
        return now < b
            ? new Change(ChangeDirection.Better, $"{size} fewer than on {then}")
            : new Change(ChangeDirection.Worse, $"{size} more than on {then}");
    }

    /// <summary>The same in a table whose header names the moment: <c>3.2 points better</c>.</summary>
    public static Change InTable(decimal? before, decimal? now)
    {
        var change = OfCoverage(before, now, "");
        return change with
        {
            Text = change.Direction switch
            {
                ChangeDirection.Better or ChangeDirection.Worse => change.Text[..change.Text.IndexOf(" than", StringComparison.Ordinal)],
                ChangeDirection.Same => "Unchanged",
                ChangeDirection.NotKnown => "–",
            },
        };
    }
}
