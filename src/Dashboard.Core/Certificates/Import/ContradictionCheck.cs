namespace Dashboard.Core.Certificates.Import;

/// <summary>Facts beside a certificate must be the certificate's: one that is not says that the row is about another one.</summary>
internal static class ContradictionCheck
{
    private const string Problem = "It is not what the certificate of the row says.";

    public static void Run(RowValues row, CertificateFacts facts)
    {
        Text(row, CertificateColumn.Subject, text => DistinguishedName.Read(text)?.Key == facts.Subject.Key);
        Text(row, CertificateColumn.Issuer, text => DistinguishedName.Read(text)?.Key == facts.Issuer.Key);
        Text(row, CertificateColumn.Serial, text => FieldValues.Serial(text) == facts.Serial);
        Text(row, CertificateColumn.Thumbprint, text => FieldValues.Thumbprint(text) == facts.Thumbprint);
        Text(row, CertificateColumn.NotBefore, text => IsMoment(text, facts.NotBefore));
        Text(row, CertificateColumn.NotAfter, text => IsMoment(text, facts.NotAfter));
        Text(row, CertificateColumn.Key, text => FieldValues.Key(text) is { } key && (key == KeyKind.Unknown || key == facts.Key));
        Text(row, CertificateColumn.KeySize, text => FieldValues.KeySize(text) == facts.KeySize);
    }

    private static void Text(RowValues row, CertificateColumn column, Func<string, bool> agrees)
    {
        if (row.Text(column) is { } text && !agrees(text)) row.Refuse(column, Problem);
    }

    // A mere date is the day of the moment.
    private static bool IsMoment(string text, DateTimeOffset moment) => FieldValues.Moment(text) is { } told
        && (text.Trim().Length == 10 ? told.UtcDateTime.Date == moment.UtcDateTime.Date : (told - moment).Duration() < TimeSpan.FromSeconds(1));
}
