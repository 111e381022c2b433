using Dashboard.Core.Audit;
using Dashboard.Core.Certificates;
using Dashboard.Core.Certificates.Import;
using Dashboard.Storage.Commands;
using Dashboard.Web.Components.Kit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace Dashboard.Web.Components.Pages.Certificates;

/// <summary>Takes a file of certificates in, as it is read.</summary>
public sealed partial class ImportPage
{
    private const int Shown = 100;

    private IBrowserFile? _file;
    private bool _goodRows, _dryRun, _busy, _tried;
    private string? _said;
    private ImportResult? _result;

    /// <summary>Takes them in.</summary>
    [Inject] public required ImportCertificatesCommand Command { get; set; }

    /// <inheritdoc />
    protected override Task LoadAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Choose(InputFileChangeEventArgs e) => (_file, _result, _said) = (e.File, null, null);

    private async Task ImportAsync(AuditActor actor)
    {
        if (_busy || _file is not { } file) return;
        if (file.Size > CertificateLimits.MaxFileBytes)
        {
            _said = $"Not read: it is larger than {Words.Size(CertificateLimits.MaxFileBytes)}.";
            return;
        }

        (_busy, _said, _result, _tried) = (true, "Reading…", null, _dryRun);
        StateHasChanged();
        try
        {
            await using var browser = file.OpenReadStream(CertificateLimits.MaxFileBytes);
            await using var upload = new UploadStream(browser, CertificateLimits.MaxFileBytes);
            var format = CertificateFormats.Guess(await FirstBytesAsync(file));
            var rows = CertificateFile.ReadAsync(upload, format, CertificateSource.Upload, CancellationToken.None);
            _result = await Command.RunAsync(rows, new ImportTerms(CertificateSource.Upload, _goodRows, _dryRun), () => upload.Hash, actor, CancellationToken.None);
            _said = _result switch
            {
                { Taken: false } => "Nothing was taken: see the bad rows.",
                { ImportId: null } when !_tried => "All of it was known already. Nothing was written.",
                _ => "Done.",
            };
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var id = ErrorIds.New();
            NotTaken(Loggers.CreateLogger<ImportPage>(), e, id);
            _said = $"Not taken: it could not be read or stored. Try again. Id {id}";
        }
        finally
        {
            _busy = false;
        }
    }

    // The beginning tells what it is; what a browser says of a file's type hangs on its machine.
    private static async Task<byte[]> FirstBytesAsync(IBrowserFile file)
    {
        await using var stream = file.OpenReadStream(CertificateLimits.MaxFileBytes);
        var buffer = new byte[CertificateFormats.LookedAt];
        var read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false);
        return buffer[..read];
    }

    [LoggerMessage(EventId = 5115, Level = LogLevel.Error, Message = "A file of certificates could not be taken in; the page said {ErrorId}")]
    private static partial void NotTaken(ILogger logger, Exception exception, string errorId);
}
