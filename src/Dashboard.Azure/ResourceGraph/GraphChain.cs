using System.Text.Json;
using Dashboard.Azure.Pipeline;
using Dashboard.Azure.Rows;
using Dashboard.Core.Collection;

namespace Dashboard.Azure.ResourceGraph;

/// <summary>
/// What has been read of one scope: rows once each, and the proof that none is missing.
/// </summary>
internal sealed class GraphChain<T>(GraphQuery<T> query, GraphScope scope, SourceLog log) where T : class
{
    // Guards against a service that never ends: no real chain comes near either.
    private const int MaxPages = 10_000;
    private const int MaxPagesWithoutRows = 20;

    private readonly GraphRow _row = new(query.Columns);
    private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _tokens = new(StringComparer.Ordinal);
    private readonly List<(string? Id, T? Value)> _page = [];
    private int _withoutId;
    private int _announced;
    private int _pages;
    private int _pagesWithoutRows;

    /// <summary>What asks for the next page; null before the first and after the last.</summary>
    public string? Token { get; private set; }

    /// <summary>The rows of a page that were not there before; null where the bytes are no whole page.</summary>
    public IReadOnlyList<T>? Accept(ReadOnlyMemory<byte> body)
    {
        _page.Clear();
        // What keeps its rows needs bytes of its own: those of the answer are used again.
        var page = query.Scan is { } scan ? GraphPage.Read(body.ToArray(), row => _page.Add(scan(row))) : GraphPage.Read(body, OnRow);
        if (page is null) return null;
        Announce(page);
        var rows = Commit();
        if (page.ResultTruncated)
        {
            Incomplete($"{Problems.ResourceGraph} cut the result of {query.What} and offers no further page (resultTruncated).");
        }

        Token = page.SkipToken;
        if (Token is null) CheckTotal();
        else CheckChain(Token, rows.Count);
        return rows;
    }

    /// <summary>Ends the chain: what is left of this scope is not read.</summary>
    public void Incomplete(string problem)
    {
        Token = null;
        log.Incomplete(problem, scope.SingleSubscription);
    }

    private void OnRow(ReadOnlyMemory<byte> bytes)
    {
        using var document = GraphPage.Parse(bytes);
        var row = document.RootElement;
        if (row.ValueKind != JsonValueKind.Object)
        {
            _page.Add((null, null));
            return;
        }

        try
        {
            _row.Load(row);
            var id = JsonReadings.TextOrNull(_row[0]);
            _page.Add(string.IsNullOrWhiteSpace(id) ? (null, null) : (id, query.Read(_row)));
        }
        catch (InvalidOperationException)
        {
            // A text that is no valid UTF-8 or UTF-16.
            _page.Add((null, null));
        }
    }

    private List<T> Commit()
    {
        var rows = new List<T>(_page.Count);
        foreach (var (id, value) in _page)
        {
            if (id is null) _withoutId++;
            else if (!_seen.Add(id)) continue;
            if (value is null) log.NotUnderstood();
            else rows.Add(value);
        }

        _page.Clear();
        log.Page(rows.Count);
        return rows;
    }

    // The total may move while pages are read; the largest one counts, so that a row that slipped between is noticed.
    private void Announce(GraphPage page)
    {
        if (page.TotalRecords is not { } total || (total <= _announced && _pages > 0)) return;
        log.Announce(total - _announced);
        _announced = total;
    }

    private void CheckTotal()
    {
        var missing = _announced - _seen.Count - _withoutId;
        if (missing > 0)
        {
            Incomplete($"{missing} of {_announced} rows of {query.What} that {Problems.ResourceGraph} announced did not arrive: "
                + "the estate changed while it was read, or a page was lost. Run again.");
        }
    }

    private void CheckChain(string token, int newRows)
    {
        _pagesWithoutRows = newRows == 0 ? _pagesWithoutRows + 1 : 0;
        if (!_tokens.Add(token) || ++_pages >= MaxPages || _pagesWithoutRows >= MaxPagesWithoutRows)
        {
            Incomplete($"{Problems.ResourceGraph} gave pages of {query.What} in a circle; the rest was not read. Run again.");
        }
    }
}
