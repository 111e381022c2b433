using Dashboard.Azure.ResourceGraph;
using Dashboard.Core.Collection;
using Dashboard.Core.Inventory;

namespace Dashboard.Azure.Rows;

/// <summary>An app whose row is kept as it came.</summary>
/// <param name="bytes">The row: an object.</param>
internal sealed class RowSighting(ReadOnlyMemory<byte> bytes) : AppSighting
{
    // Rows are taken apart on several threads.
    [ThreadStatic]
    private static GraphRow? _row;

    /// <inheritdoc/>
    protected override AppObservation? Read()
    {
        var row = _row ??= new GraphRow(AppRows.Query.Columns);
        using var document = GraphPage.Parse(bytes);
        try
        {
            row.Load(document.RootElement);
            return AppRows.Read(row);
        }
        catch (InvalidOperationException)
        {
            // A text that is no valid UTF-8 or UTF-16.
            return null;
        }
    }
}
