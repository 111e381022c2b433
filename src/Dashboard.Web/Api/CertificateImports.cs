using System.Globalization;
using System.Runtime.CompilerServices;
using Dashboard.Core.Certificates;
using Dashboard.Core.Certificates.Import;
using Dashboard.Storage.Commands;
using Dashboard.Web.Access;
using Dashboard.Web.Api.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace Dashboard.Web.Api;

/// <summary>Taking certificates in: by pipelines as JSON, and by people as a file. What is refused is neither kept nor logged.</summary>
internal static class CertificateImports
{
    /// <summary>The most certificates of one request of a pipeline.</summary>
    public const int MostAtOnce = 1000;

    private const long MaxBody = 8 * 1024 * 1024;

    private static readonly IReadOnlyList<QueryParameter> Parameters =
    [
        new("mode", "all: all or nothing; good: the good rows where others are bad. all if not given."),
        new("dryRun", "true: everything is read and compared, and nothing is kept."),
    ];

    // None of these is a type that a page of another site could send without asking first.
    private static readonly Dictionary<string, CertificateFormat> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["text/csv"] = CertificateFormat.Csv,
        ["application/x-pem-file"] = CertificateFormat.Pem,
        ["application/pem-certificate-chain"] = CertificateFormat.Pem,
        ["application/pkix-cert"] = CertificateFormat.Der,
        ["application/x-x509-ca-cert"] = CertificateFormat.Der,
    };

    /// <summary>Maps the two ways in.</summary>
    public static void MapImports(this IEndpointRouteBuilder certificates)
    {
        certificates.MapPost("/", Ingest).RequireAuthorization(Policies.Ingest).WithMetadata(new RequestSizeLimitAttribute(MaxBody))
            .WithSummary("Takes certificates of a PKI's pipeline in, by PEM, DER or single facts; the same twice changes nothing (role Ingest)")
            .Produces<ImportResponse>();
        certificates.MapPost("/import", Import).RequireAuthorization(Policies.ManageCertificates).WithQuery(Parameters)
            .WithMetadata(new RequestSizeLimitAttribute(CertificateLimits.MaxFileBytes + 1))
            .WithSummary(
                "Takes a file of certificates in: CSV (text/csv), PEM (application/x-pem-file) or DER (application/pkix-cert). A file with a private key is "
                + "refused and not kept (role Security)")
            .Produces<ImportResponse>().ProducesProblem(415);
    }

    private static async Task<IResult> Ingest(CertificatesBody body, HttpContext context, ImportCertificatesCommand command, CancellationToken cancellationToken)
    {
        if (body.Certificates is not { Count: > 0 and <= MostAtOnce } all)
            return Results.ValidationProblem(new Dictionary<string, string[]> { ["certificates"] = [$"1 to {MostAtOnce} certificates are needed."] });
        var terms = new ImportTerms(CertificateSource.Ingest, body.GoodRows ?? false, body.DryRun ?? false);
        return Answer(await command.RunAsync(RowsOf(all, cancellationToken), terms, null, Actors.Of(context.User), cancellationToken), terms);
    }

    private static async Task<IResult> Import(HttpContext context, ImportCertificatesCommand command, CancellationToken cancellationToken)
    {
        var query = QueryFilter.Of(context);
        var (mode, dryRun) = (query.Text("mode") ?? "all", query.Flag("dryRun") ?? false);
        if (mode is not ("all" or "good")) query.Wrong("mode", "mode is all or good.");
        if (QueryFilter.Invalid(query) is { } invalid) return invalid;
        if (!Types.TryGetValue(context.Request.ContentType?.Split(';')[0].Trim() ?? "", out var format))
            return Results.Problem($"The type of the file is needed: {string.Join(", ", Types.Keys)}.", statusCode: 415, title: "The type is not understood");
        var terms = new ImportTerms(CertificateSource.Upload, mode == "good", dryRun);
        await using var upload = new UploadStream(context.Request.Body, CertificateLimits.MaxFileBytes);
        var rows = CertificateFile.ReadAsync(upload, format, terms.Source, cancellationToken);
        return Answer(await command.RunAsync(rows, terms, () => upload.Hash, Actors.Of(context.User), cancellationToken), terms);
    }

    private static IResult Answer(ImportResult result, ImportTerms terms)
    {
        var response = ImportResponse.Of(result, terms.DryRun);
        return result.Taken
            ? TypedResults.Ok(response)
            : Results.Problem(
                $"Nothing was taken: {result.Bad} of {result.Rows} rows are bad.", statusCode: StatusCodes.Status400BadRequest, title: "The certificates are not understood",
                extensions: new Dictionary<string, object?> { ["import"] = response });
    }

    /// <summary>What a pipeline hands over, read as the rows of a file are. After a private key nothing more is read.</summary>
    public static async IAsyncEnumerable<ImportRow> RowsOf(
        IReadOnlyList<CertificateBody?> all, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var i = 0; i < all.Count; i++)
        {
            if (all[i] is not { } body)
            {
                yield return new ImportRow(i + 1, 0, null, [new RowProblem(null, "It is null.")]);
                continue;
            }

            var (draft, problems, refusesAll) = await CertificateRowReader.ReadAsync(c => ValueOf(body, c), CertificateSource.Ingest, cancellationToken);
            yield return new ImportRow(i + 1, 0, draft, problems, refusesAll);
            if (refusesAll) yield break;
        }
    }

    private static string? ValueOf(CertificateBody body, CertificateColumn column) => column switch
    {
        CertificateColumn.Certificate => body.Certificate,
        CertificateColumn.Subject => body.Subject,
        CertificateColumn.Issuer => body.Issuer,
        CertificateColumn.Serial => body.Serial,
        CertificateColumn.Thumbprint => body.Thumbprint,
        CertificateColumn.NotBefore => body.NotBefore,
        CertificateColumn.NotAfter => body.NotAfter,
        CertificateColumn.Key => body.Key,
        CertificateColumn.KeySize => body.KeySize?.ToString(CultureInfo.InvariantCulture),
        CertificateColumn.Signature => body.Signature,
        CertificateColumn.Ekus => List(body.Ekus),
        CertificateColumn.Sans => List(body.Sans),
        CertificateColumn.Issued => body.Issued,
        CertificateColumn.Custody => body.Custody,
        CertificateColumn.RevokedAt => body.RevokedAt,
        CertificateColumn.Apps => List(body.Apps),
    };

    // A line each: so a part may have a semicolon in it.
    private static string? List(IReadOnlyList<string?>? parts) => parts is null ? null : string.Concat(parts.Select(p => p + "\n"));
}
