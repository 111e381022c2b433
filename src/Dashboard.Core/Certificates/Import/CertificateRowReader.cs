using Dashboard.Core.Certificates.Parsing;

namespace Dashboard.Core.Certificates.Import;

/// <summary>
/// Reads one row, of a CSV file or of the API: a certificate, or its single facts. Everything that is wrong with it is told at once, and none of it
/// is repeated.
/// </summary>
public static class CertificateRowReader
{
    private const string Needed = "A value is needed where there is no certificate.";
    private const string NoMoment = "It is not a moment in ISO 8601.";

    /// <summary>The draft of a row, or what is wrong with it.</summary>
    /// <param name="value">The text of a column; null or blank where it says nothing.</param>
    /// <param name="source">Who handed it over.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<(CertificateDraft? Draft, IReadOnlyList<RowProblem> Problems, bool RefusesAll)> ReadAsync(
        Func<CertificateColumn, string?> value, CertificateSource source, CancellationToken cancellationToken = default)
    {
        var row = new RowValues(value);
        CertificateFacts? facts;
        if (row.Text(CertificateColumn.Certificate) is { } text)
        {
            var reading = await CertificateText.ReadAsync(text, cancellationToken);
            if (reading.Refusal is { } refusal)
            {
                row.Refuse(CertificateColumn.Certificate, RefusalWords.Of(refusal));
                if (RefusalWords.RefusesAll(refusal)) return (null, row.Problems, true);
            }

            facts = reading.Facts;
            if (facts is not null) ContradictionCheck.Run(row, facts);
        }
        else
        {
            facts = FactsOf(row);
        }

        var draft = new CertificateDraft
        {
            // Where there are problems the draft is dropped, whatever stands for the facts.
            Facts = facts!,
            Origin = new CertificateOrigin(source, Created: row.Read(CertificateColumn.Issued, FieldValues.Moment, NoMoment)),
            Custody = row.Read(CertificateColumn.Custody, FieldValues.Custody, "It is not exportable, notExportable or unknown.") ?? KeyCustody.Unknown,
            RevokedAt = row.Read(CertificateColumn.RevokedAt, FieldValues.Moment, NoMoment),
            Apps = row.ReadList(CertificateColumn.Apps, FieldValues.App, CertificateLimits.MaxApps, "It is not the resource id of an App Service app or slot.") ?? [],
        };
        return !row.IsSound || facts is null ? (null, row.Problems, false) : (draft, [], false);
    }

    private static CertificateFacts? FactsOf(RowValues row)
    {
        var issuer = Name(row, CertificateColumn.Issuer, required: true);
        var subject = Name(row, CertificateColumn.Subject, required: false);
        var sans = row.ReadList(CertificateColumn.Sans, FieldValues.San, CertificateLimits.MaxSans, "It is not an alternative name.");
        if (subject is null && sans is null && !row.Has(CertificateColumn.Subject) && !row.Has(CertificateColumn.Sans))
            row.Refuse(CertificateColumn.Subject, "A subject or an alternative name is needed where there is no certificate.");
        var serial = Required(row, CertificateColumn.Serial, FieldValues.Serial, "It is not a serial number in hex.");
        var notBefore = RequiredMoment(row, CertificateColumn.NotBefore);
        var notAfter = RequiredMoment(row, CertificateColumn.NotAfter);
        if (notAfter < notBefore) row.Refuse(CertificateColumn.NotAfter, RefusalWords.Of(CertificateRefusal.ValidityReversed));
        var thumbprint = row.Read(CertificateColumn.Thumbprint, FieldValues.Thumbprint, "It is not SHA-256 in 64 hex digits.");
        var key = row.Read(CertificateColumn.Key, FieldValues.Key, "It is not RSA, EC, DSA, Ed25519, Ed448 or Other.");
        var size = row.Read(CertificateColumn.KeySize, FieldValues.KeySize, "It is not a number of bits.");
        var ekus = row.ReadList(CertificateColumn.Ekus, FieldValues.Eku, CertificateLimits.MaxExtensions, "It is not clientAuth, serverAuth, any or an object identifier.");
        if (!row.IsSound) return null;
        return new CertificateFacts
        {
            Subject = subject ?? DistinguishedName.Empty,
            Issuer = issuer!,
            Serial = serial!,
            Thumbprint = thumbprint,
            NotBefore = notBefore!.Value,
            NotAfter = notAfter!.Value,
            Key = key ?? KeyKind.Unknown,
            KeySize = size,
            Signature = row.Text(CertificateColumn.Signature) is { } signature ? SafeText.Of(signature, 64) : null,
            Ekus = ekus,
            Sans = sans,
        };
    }

    private static DistinguishedName? Name(RowValues row, CertificateColumn column, bool required)
    {
        const string Wrong = "It is not a distinguished name, such as CN=client-a, O=Contoso.";
        return required ? Required(row, column, DistinguishedName.Read, Wrong) : row.Read(column, DistinguishedName.Read, Wrong);
    }

    private static T? Required<T>(RowValues row, CertificateColumn column, Func<string, T?> read, string problem)
        where T : class
    {
        if (row.Has(column)) return row.Read(column, read, problem);
        row.Refuse(column, Needed);
        return null;
    }

    private static DateTimeOffset? RequiredMoment(RowValues row, CertificateColumn column)
    {
        if (row.Has(column)) return row.Read(column, FieldValues.Moment, NoMoment);
        row.Refuse(column, Needed);
        return null;
    }
}
