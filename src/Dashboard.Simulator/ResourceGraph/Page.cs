using Dashboard.Simulator.Estate;

namespace Dashboard.Simulator.ResourceGraph;

/// <summary>The rows of one answer, and where the next one begins.</summary>
internal sealed record Page(IReadOnlyList<object?[]> Rows, int Total, bool Truncated, int? Next)
{
    /// <summary>Cuts a page out of a result. A result without an order comes in another one for each request.</summary>
    public static Page Of(QueryResult result, GraphRequest request, string fingerprint, int turn)
    {
        var all = result.Rows.Rows;
        if (!result.Rows.Ordered && all.Count > 1)
        {
            all = Shuffled(all, Draw.From(turn));
        }

        var skip = request.SkipToken is { } token ? SkipToken.Read(token, fingerprint)
            : result.TakesSome ? 0
            : request.Skip;
        var rows = all.Skip(skip).Take(request.Top).ToList();
        var more = skip + rows.Count < all.Count;
        return result.CanPage
            ? new Page(rows, all.Count, Truncated: false, more ? skip + rows.Count : null)
            : new Page(rows, all.Count, Truncated: result.TakesSome || more, Next: null);
    }

    private static object?[][] Shuffled(IReadOnlyList<object?[]> rows, Draw draw)
    {
        var shuffled = rows.ToArray();
        for (var i = shuffled.Length - 1; i > 0; i--)
        {
            var j = draw.For(i).Between(0, i);
            (shuffled[i], shuffled[j]) = (shuffled[j], shuffled[i]);
        }

        return shuffled;
    }
}
