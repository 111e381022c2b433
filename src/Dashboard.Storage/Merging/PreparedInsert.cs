using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Dashboard.Storage.Merging;

/// <summary>
/// A prepared INSERT of one kind of row. Its columns come from the model, so that a column that is added there can
/// not be forgotten here.
/// </summary>
internal sealed class PreparedInsert<TRow> : IAsyncDisposable
    where TRow : class
{
    private readonly Func<object, object?>[] _values;
    private readonly PreparedStatement _statement;

    /// <summary>Prepares the statement inside the current transaction of <paramref name="context"/>.</summary>
    public PreparedInsert(DashboardDbContext context)
    {
        var type = context.Model.FindEntityType(typeof(TRow))!;
        var table = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
        var names = context.GetService<ISqlGenerationHelper>();
        var columns = Columns(type, row => row, table).ToList();
        _values = [.. columns.Select(c => c.Value)];
        _statement = context.PrepareInsert(
            type, names.DelimitIdentifier(table.Name, table.Schema), [.. columns.Select(c => names.DelimitIdentifier(c.Name))]);
    }

    /// <summary>Inserts <paramref name="row"/>.</summary>
    public ValueTask RunAsync(TRow row, CancellationToken cancellationToken)
    {
        for (var i = 0; i < _values.Length; i++) _statement.Set(i, _values[i](row));
        return _statement.RunAsync(cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _statement.DisposeAsync();

    private static IEnumerable<(string Name, Func<object, object?> Value)> Columns(
        ITypeBase type, Func<object, object?> owner, StoreObjectIdentifier table)
    {
        foreach (var property in type.GetProperties())
        {
            var get = property.GetGetter();
            var convert = property.GetTypeMapping().Converter?.ConvertToProvider;
            yield return (property.GetColumnName(table)!, row =>
            {
                var value = get.GetClrValue(owner(row)!);
                return value is null || convert is null ? value : convert(value);
            }
            );
        }

        foreach (var complex in type.GetComplexProperties())
        {
            var get = complex.GetGetter();
            foreach (var column in Columns(complex.ComplexType, row => get.GetClrValue(owner(row)!), table)) yield return column;
        }
    }
}
