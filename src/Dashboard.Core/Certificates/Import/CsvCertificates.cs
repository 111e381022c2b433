using System.Runtime.CompilerServices;
using Dashboard.Core.Certificates.Parsing;

namespace Dashboard.Core.Certificates.Import;

/// <summary>Reads certificates out of a CSV file, row by row.</summary>
internal static class CsvCertificates
{
    private static readonly CertificateColumn[] Needed =
        [CertificateColumn.Issuer, CertificateColumn.Serial, CertificateColumn.NotBefore, CertificateColumn.NotAfter];

    public static async IAsyncEnumerable<ImportRow> ReadAsync(
        TextReader reader, CertificateSource source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        CsvHeader? header = null;
        var row = 0;
        await foreach (var record in new CsvReader(reader).ReadAsync(cancellationToken))
        {
            if (header is null)
            {
                (header, var problem) = ReadHeader(record);
                if (header is null)
                {
                    yield return problem!;
                    yield break;
                }

                continue;
            }

            var read = await ReadRowAsync(++row, record, header, source, cancellationToken);
            yield return read;
            if (read.RefusesAll) yield break;
        }

        if (header is null) yield return ImportRow.Fatal(0, 0, RefusalWords.Of(CertificateRefusal.Empty));
    }

    private static async Task<ImportRow> ReadRowAsync(
        int row, CsvRecord record, CsvHeader header, CertificateSource source, CancellationToken cancellationToken)
    {
        // Looked for first and everywhere, also in rows of the wrong form and in columns that nobody reads.
        if (record.Fields.Any(CertificateText.HoldsPrivateKey)) return ImportRow.Refused(row, record.Line, CertificateRefusal.PrivateKey);
        if (record.Problem is { } form) return ImportRow.Bad(row, record.Line, [new RowProblem(null, form)]);
        if (record.Fields.Count != header.Count)
            return ImportRow.Bad(row, record.Line, [new RowProblem(null, $"It has {record.Fields.Count} fields, and the header {header.Count}.")]);
        if (record.Fields.Any(f => f.Contains('\uFFFD', StringComparison.Ordinal)))
            return ImportRow.Bad(row, record.Line, [new RowProblem(null, "It has characters that are not UTF-8.")]);
        var (draft, problems, refusesAll) = await CertificateRowReader.ReadAsync(c => header.Value(record, c), source, cancellationToken);
        return draft is null ? new ImportRow(row, record.Line, null, problems, refusesAll) : ImportRow.Good(row, record.Line, draft);
    }

    private static (CsvHeader? Header, ImportRow? Problem) ReadHeader(CsvRecord record)
    {
        ImportRow Bad(string problem) => ImportRow.Fatal(0, record.Line, problem);
        if (record.Fields.Any(f => CertificateColumns.NamesPrivateKeys(f) || CertificateText.HoldsPrivateKey(f)))
            return (null, ImportRow.Refused(0, record.Line, CertificateRefusal.PrivateKey));
        if (record.Problem is { } form) return (null, Bad(form));
        var places = new Dictionary<CertificateColumn, int>();
        for (var i = 0; i < record.Fields.Count; i++)
        {
            if (CertificateColumns.Find(record.Fields[i]) is not { } column) continue;
            if (!places.TryAdd(column, i)) return (null, Bad($"The header has two columns for {CertificateColumns.NameOf(column)}."));
        }

        var missing = Needed.Where(c => !places.ContainsKey(c)).ToList();
        var named = places.ContainsKey(CertificateColumn.Subject) || places.ContainsKey(CertificateColumn.Sans);
        if (places.ContainsKey(CertificateColumn.Certificate) || (missing.Count == 0 && named)) return (new CsvHeader(places, record.Fields.Count), null);
        var lacks = missing.Select(CertificateColumns.NameOf).Concat(named ? [] : ["subject or sans"]);
        return (null, Bad($"The header lacks a column certificate, or else {string.Join(", ", lacks)}."));
    }

    /// <summary>Where the columns stand. What is in others is not read.</summary>
    private sealed record CsvHeader(Dictionary<CertificateColumn, int> Places, int Count)
    {
        public string? Value(CsvRecord record, CertificateColumn column) => Places.TryGetValue(column, out var place) ? record.Fields[place] : null;
    }
}
