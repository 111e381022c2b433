using Dashboard.Core.Certificates.Parsing;

namespace Dashboard.Core.Certificates.Import;

/// <summary>What is wrong with a row. It never has the row's content in it.</summary>
/// <param name="Column">The column; null where it is the row as a whole.</param>
/// <param name="Problem">A sentence.</param>
public sealed record RowProblem(string? Column, string Problem)
{
    /// <summary>A problem of a column.</summary>
    public static RowProblem Of(CertificateColumn column, string problem) => new(CertificateColumns.NameOf(column), problem);
}

/// <summary>A row of an import, or a block of PEM, read.</summary>
/// <param name="Row">Its number, from 1 on, without the header and blank lines; 0 for the file as a whole.</param>
/// <param name="Line">The line on which it begins; 0 where the file has no lines.</param>
/// <param name="Draft">What it says; null where something is wrong with it.</param>
/// <param name="Problems">All that is wrong with it.</param>
/// <param name="RefusesAll">Whether nothing of the file is taken, and nothing of it was read after this: a private key, a header that cannot be used, a file too long.</param>
public sealed record ImportRow(int Row, int Line, CertificateDraft? Draft, IReadOnlyList<RowProblem> Problems, bool RefusesAll = false)
{
    internal static ImportRow Good(int row, int line, CertificateDraft draft) => new(row, line, draft, []);

    internal static ImportRow Bad(int row, int line, IReadOnlyList<RowProblem> problems) => new(row, line, null, problems);

    internal static ImportRow Fatal(int row, int line, string problem, string? column = null) => new(row, line, null, [new RowProblem(column, problem)], true);

    internal static ImportRow Refused(int row, int line, CertificateRefusal refusal) =>
        new(row, line, null, [new RowProblem(null, RefusalWords.Of(refusal))], RefusalWords.RefusesAll(refusal));
}
