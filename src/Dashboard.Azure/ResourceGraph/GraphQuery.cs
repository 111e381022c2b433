namespace Dashboard.Azure.ResourceGraph;

/// <summary>A query with the reader of its rows.</summary>
/// <typeparam name="T">What a row becomes.</typeparam>
/// <param name="What">What it reads, as a problem names it: <c>apps</c>.</param>
/// <param name="Text">The query, ordered by id, with <c>id</c> as a column.</param>
/// <param name="Columns">Its columns; the first one is <c>id</c>.</param>
/// <param name="Read">Reads a row; null where it is not understood.</param>
/// <param name="TextWithoutTable">The query to use where the cloud does not have one of the tables; null where there is none.</param>
internal sealed record GraphQuery<T>(
    string What, string Text, IReadOnlyList<string> Columns, Func<GraphRow, T?> Read, string? TextWithoutTable = null)
    where T : class
{
    /// <summary>
    /// True where it is about things of Azure Policy that can be at any level of Azure's tree: those above the subscriptions asked for
    /// are wanted as well as those at and below them.
    /// </summary>
    public bool AllLevels { get; init; }

    /// <summary>
    /// Where rows are kept as they came: makes what is handed over from a row's bytes, which stay as they are, with its id;
    /// null for a row without id or one that is not understood. Then <see cref="Read"/> is not asked.
    /// </summary>
    public Func<ReadOnlyMemory<byte>, (string? Id, T? Value)>? Scan { get; init; }
}
