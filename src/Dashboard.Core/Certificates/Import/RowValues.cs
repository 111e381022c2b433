namespace Dashboard.Core.Certificates.Import;

/// <summary>The values of one row, and what is wrong with them.</summary>
internal sealed class RowValues(Func<CertificateColumn, string?> value)
{
    private static readonly char[] Between = [';', '|'];

    // A text with line breaks is divided by them alone, so that a part may have the other signs in it.
    private static readonly char[] Lines = ['\n', '\r'];

    private readonly List<(CertificateColumn Column, string Problem)> problems = [];

    /// <summary>Whether nothing is wrong so far.</summary>
    public bool IsSound => problems.Count == 0;

    /// <summary>What is wrong, in the order of the columns' names in the type.</summary>
    public IReadOnlyList<RowProblem> Problems => [.. problems.OrderBy(p => p.Column).Select(p => RowProblem.Of(p.Column, p.Problem))];

    public bool Has(CertificateColumn column) => !string.IsNullOrWhiteSpace(value(column));

    public string? Text(CertificateColumn column) => value(column) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    public void Refuse(CertificateColumn column, string problem) => problems.Add((column, problem));

    public T? Read<T>(CertificateColumn column, Func<string, T?> read, string problem)
        where T : class
    {
        if (Text(column) is not { } text) return null;
        var found = read(text);
        if (found is null) Refuse(column, problem);
        return found;
    }

    public T? Read<T>(CertificateColumn column, Func<string, T?> read, string problem)
        where T : struct
    {
        if (Text(column) is not { } text) return null;
        var found = read(text);
        if (found is null) Refuse(column, problem);
        return found;
    }

    /// <summary>Reads the parts of a list; null where the row has none, or one cannot be read.</summary>
    public List<T>? ReadList<T>(CertificateColumn column, Func<string, T?> read, int most, string problem)
        where T : struct => Has(column) ? Parts<T>(column, value(column)!, most, part => read(part) is { } found ? [found] : [], problem) : null;

    /// <inheritdoc cref="ReadList{T}(CertificateColumn, Func{string, T?}, int, string)"/>
    public List<T>? ReadList<T>(CertificateColumn column, Func<string, T?> read, int most, string problem)
        where T : class => Has(column) ? Parts<T>(column, value(column)!, most, part => read(part) is { } found ? [found] : [], problem) : null;

    private List<T>? Parts<T>(CertificateColumn column, string text, int most, Func<string, List<T>> read, string problem)
    {
        var parts = text.Split(text.Contains('\n', StringComparison.Ordinal) ? Lines : Between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var found = parts.Length > most ? [] : parts.SelectMany(read).Distinct().ToList();
        if (parts.Length > most) Refuse(column, $"It has more than {most} parts.");
        else if (parts.Any(p => read(p).Count == 0)) Refuse(column, problem);
        else return found;
        return null;
    }
}
