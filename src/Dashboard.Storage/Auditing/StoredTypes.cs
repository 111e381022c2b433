using System.Globalization;
using Dashboard.Storage.Model;
using Dashboard.Storage.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Dashboard.Storage.Auditing;

/// <summary>
/// SQLite keeps any kind of value in any column. A number that is stored as bytes reads as that number, but compares as greater than every
/// number: an exception would never end, and the rows would still look right. So the kinds are compared with those that the program writes.
/// PostgreSQL has none but those.
/// </summary>
internal static class StoredTypes
{
    private const int Shown = 20;

    /// <summary>What is compared: the table, the column that names a row, and how a finding calls it.</summary>
    private static readonly (Type Row, string Key, string Called)[] Tables =
    [
        (typeof(AuditRow), nameof(AuditRow.Seq), "Entry"),
        (typeof(AuditHeadRow), nameof(AuditHeadRow.Seq), "Head"),
        (typeof(ExceptionRow), nameof(ExceptionRow.Id), "Exception"),
        (typeof(ExceptionCoverRow), nameof(ExceptionCoverRow.ExceptionId), "Exception"),
        (typeof(ExceptionEventRow), nameof(ExceptionEventRow.ExceptionId), "Exception"),
        (typeof(ExceptionRevisionRow), nameof(ExceptionRevisionRow.Revision), "Revision"),
        (typeof(AssumptionRow), nameof(AssumptionRow.Key), "Assumption"),
        (typeof(FindingNoteRow), nameof(FindingNoteRow.Id), "Note"),
        (typeof(FindingRow), nameof(FindingRow.Id), "Finding"),
        (typeof(CertificateRow), nameof(CertificateRow.Id), "Certificate"),
        (typeof(CertificateAppRow), nameof(CertificateAppRow.CertificateId), "Certificate"),
        (typeof(CertificateEndRow), nameof(CertificateEndRow.CertificateId), "Certificate"),
        (typeof(CertificateImportRow), nameof(CertificateImportRow.Id), "Import"),
        (typeof(SuccessorDecisionRow), nameof(SuccessorDecisionRow.OldId), "Certificate"),
        (typeof(PkiRow), nameof(PkiRow.PkiId), "PKI"),
        (typeof(SealedMonthRow), nameof(SealedMonthRow.Month), "Month"),
    ];

    /// <summary>Compares them in the current snapshot.</summary>
    public static async Task CheckAsync(DashboardDbContext context, ICollection<AuditFinding> findings, CancellationToken cancellationToken)
    {
        if (!context.Database.IsSqlite()) return;
        foreach (var (row, key, called) in Tables)
        {
            var type = context.Model.FindEntityType(row)!;
            // Names of our own model, and no value from anywhere: there is nothing to escape.
            var sql = $"""SELECT DISTINCT CAST("{type.FindProperty(key)!.GetColumnName()}" AS TEXT) AS "Value" FROM "{type.GetTableName()}" WHERE {string.Join(" OR ", type.GetProperties().Select(OfAnotherType))} LIMIT {Shown}""";
            foreach (var value in await context.Database.SqlQueryRaw<string>(sql).ToListAsync(cancellationToken))
                findings.Add(new("types", null, string.Create(CultureInfo.InvariantCulture, $"{called} {value} is not stored in {type.GetTableName()} as the kind of value that the program writes.")));
        }
    }

    private static string OfAnotherType(IProperty property)
    {
        var kind = property.GetColumnType().ToLowerInvariant();
        return $"""typeof("{property.GetColumnName()}") NOT IN ('{kind}'{(property.IsNullable ? ", 'null'" : "")})""";
    }
}
