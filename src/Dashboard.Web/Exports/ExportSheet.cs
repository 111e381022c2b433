using Dashboard.Web.Api.Contracts;

namespace Dashboard.Web.Exports;

/// <summary>The formats of a file.</summary>
internal enum ExportFormat
{
    /// <summary>The API's own JSON, with all rows.</summary>
    Json,

    /// <summary>RFC 4180, UTF-8 without a mark, one header line.</summary>
    Csv,

    /// <summary>A workbook with a sheet about the file and a sheet of rows.</summary>
    Xlsx,
}

/// <summary>What a file describes, so that it can be understood without the page it came from.</summary>
/// <param name="AsOf">The moment of the rows.</param>
/// <param name="Run">The run that stands then.</param>
/// <param name="RuleSetVersion">The rules that judged in that run; null before the first.</param>
/// <param name="Filter">The filter as a query string; empty for none.</param>
internal sealed record ExportFacts(DateTimeOffset AsOf, RunRefResponse? Run, string? RuleSetVersion, string Filter);

/// <summary>A column of a table.</summary>
/// <typeparam name="T">The row.</typeparam>
/// <param name="Name">Its header.</param>
/// <param name="Value">Its value: text, number, truth value or moment.</param>
internal sealed record ExportColumn<T>(string Name, Func<T, object?> Value);

/// <summary>A list that can be written as any format, row by row.</summary>
internal abstract class ExportSheet
{
    /// <summary>The list's name.</summary>
    public required string Name { get; init; }

    /// <summary>What it describes.</summary>
    public required ExportFacts Facts { get; init; }

    /// <summary>The whole JSON document, for what is no list; null for lists.</summary>
    public object? Document { get; init; }

    /// <summary>The columns' headers.</summary>
    public abstract IReadOnlyList<string> Header { get; }

    /// <summary>The rows as cells.</summary>
    public abstract IAsyncEnumerable<object?[]> Cells();

    /// <summary>The rows as the API answers them.</summary>
    public abstract IAsyncEnumerable<object> Items();
}

/// <summary>A list of <typeparamref name="T"/>.</summary>
/// <typeparam name="T">The row.</typeparam>
internal sealed class ExportSheet<T>(IReadOnlyList<ExportColumn<T>> columns, IAsyncEnumerable<T> rows) : ExportSheet
    where T : notnull
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Header { get; } = [.. columns.Select(c => c.Name)];

    /// <inheritdoc/>
    public override IAsyncEnumerable<object?[]> Cells() => rows.Select(row => columns.Select(c => c.Value(row)).ToArray());

    /// <inheritdoc/>
    public override IAsyncEnumerable<object> Items() => rows.Select(row => (object)row);
}
