using System.Text;

namespace Dashboard.Storage.Queries.Columns;

/// <summary>
/// Texts in which parts are looked for, end to end as UTF-8: one search runs through all of them. Between two stands a byte
/// that no text has.
/// </summary>
internal sealed class SearchedTexts
{
    private const byte End = 0xFF;

    private readonly byte[] _bytes;
    private readonly int[] _ends;

    /// <summary>Holds a text for each row; an empty one is never found.</summary>
    public SearchedTexts(IReadOnlyList<string> texts)
    {
        _bytes = new byte[texts.Sum(t => Encoding.UTF8.GetByteCount(t) + 1)];
        _ends = new int[texts.Count];
        var at = 0;
        for (var row = 0; row < texts.Count; row++)
        {
            at += Encoding.UTF8.GetBytes(texts[row], _bytes.AsSpan(at));
            _ends[row] = at;
            _bytes[at++] = End;
        }
    }

    /// <summary>Marks in <paramref name="found"/> each row whose text contains <paramref name="part"/>, which is not empty.</summary>
    public void Find(string part, bool[] found)
    {
        var sought = Encoding.UTF8.GetBytes(part);
        for (var at = 0; at < _bytes.Length;)
        {
            var next = _bytes.AsSpan(at).IndexOf(sought);
            if (next < 0) return;
            var row = Array.BinarySearch(_ends, at + next);
            if (row < 0) row = ~row;
            found[row] = true;
            at = _ends[row] + 1;
        }
    }
}
