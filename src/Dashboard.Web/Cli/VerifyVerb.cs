using System.Text.Json;
using Dashboard.Storage;
using Dashboard.Storage.Auditing;
using Dashboard.Web.Api;
using Dashboard.Web.Api.Contracts;

namespace Dashboard.Web.Cli;

/// <summary><c>verify</c>.</summary>
internal static class VerifyVerb
{
    /// <summary>Verifies the audit trail, prints what it found and returns the exit code of its verdict.</summary>
    public static async Task<int> RunAsync(bool json, CancellationToken cancellationToken)
    {
        var configuration = VerbSettings.Load();
        if (await VerbSettings.ReadAsync(configuration, TimeProvider.System) is not { } settings) return ExitCodes.Failed;
        if (settings.DatabaseFile is { } file && !File.Exists(file))
            throw new OperatorException($"There is no database at {file}. Set Dashboard__DataDirectory or Dashboard__Database__ConnectionString.");

        await using var services = VerbServices.WithHistory(settings, configuration, TimeProvider.System).BuildServiceProvider();
        var pending = await services.GetRequiredService<DatabaseMigrator>().PendingAsync(cancellationToken);
        if (pending.Count > 0) throw new OperatorException("The database has an older schema. Run 'migrate' first.");

        try
        {
            var verification = await services.GetRequiredService<AuditVerifier>().RunAsync(cancellationToken);
            await Console.Out.WriteLineAsync(json
                ? JsonSerializer.Serialize(VerificationResponse.Of(verification), ApiJson.Options)
                : VerificationText.Of(verification));
            return ExitCodeOf(verification.Verdict);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"Dashboard__Audit__AnchorFile: {settings.AuditAnchor.File} cannot be read. Let this user read it.");
        }
    }

    /// <summary>The exit code of a verdict.</summary>
    public static int ExitCodeOf(AuditVerdict verdict) => verdict switch
    {
        AuditVerdict.Holds => ExitCodes.Succeeded,
        AuditVerdict.Broken => ExitCodes.Failed,
        AuditVerdict.Unanchored => ExitCodes.Unanchored,
    };
}
