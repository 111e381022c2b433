using System.Text.Json;
using Dashboard.Azure.Pipeline;
using Dashboard.Core.Collection;
using Dashboard.Core.Inventory;
using Microsoft.Extensions.Logging;

namespace Dashboard.Azure.Arm;

/// <summary>Reads of single App Service resources by Azure Resource Manager.</summary>
internal sealed partial class ArmClient(
    ArmHttp http, AzureSettings settings, Problems problems, ArmBreaker breaker, ILogger<ArmClient> logger)
{
    // 404s that tell of the subscription or the caller, not of the resource: no proof that it is gone.
    private static readonly string[] NotTheResource =
        ["SubscriptionNotFound", "InvalidSubscriptionId", "InvalidAuthenticationTokenTenant", "NoRegisteredProviderFound"];

    /// <summary>The app with what its site's own body tells.</summary>
    public Task<AppObservation> ReadSiteAsync(AppObservation app, SourceLog log, CancellationToken cancellationToken) =>
        ReadAsync(app, "", "the site of an app", SiteBody.WithSite, log, cancellationToken);

    /// <summary>The app with what its <c>config/web</c> tells.</summary>
    public Task<AppObservation> ReadConfigurationAsync(AppObservation app, SourceLog log, CancellationToken cancellationToken) =>
        ReadAsync(app, "/config/web", "the configuration of an app", SiteBody.WithConfiguration, log, cancellationToken);

    /// <summary>Asks whether a resource still exists. Only a 404 about the resource itself proves that it does not.</summary>
    public async Task<Existence> ProbeAsync(string resourceId, SourceLog log, CancellationToken cancellationToken)
    {
        if (ArmPath.Web(settings.ResourceManagerEndpoint, resourceId) is not { } address) return Existence.Unproven;
        var subscription = ResourceIds.Segment(resourceId, "subscriptions");
        using var answer = await AskAsync(address, "whether an absent app still exists", subscription, log, cancellationToken);
        if (answer is null) return Existence.Unproven;
        if (answer.Failure is null) return Existence.Exists;
        if (answer.Failure.Status == 404 && !NotTheResource.Any(answer.Failure.Has)) return Existence.Gone;
        log.Incomplete(problems.Of(Problems.ResourceManager, "whether an absent app still exists", answer.Failure), subscription);
        return Existence.Unproven;
    }

    private async Task<AppObservation> ReadAsync(
        AppObservation app, string child, string what, Func<AppObservation, JsonElement, AppObservation?> fill,
        SourceLog log, CancellationToken cancellationToken)
    {
        if (ArmPath.Web(settings.ResourceManagerEndpoint, app.ResourceId, child) is not { } address) return app;
        for (var broken = 0; ; broken++)
        {
            using var answer = await AskAsync(address, what, app.SubscriptionId, log, cancellationToken);
            if (answer is null) return app;
            if (answer.Failure is { Kind: FailureKind.BrokenOff } && broken == 0) continue;
            if (answer.Failure is { Status: 404 })
            {
                // Deleted since the row was written, or an app without configuration: counted as a read without a row.
                log.NotThere();
                LogNotThere(logger, app.ResourceId, what);
                return app;
            }

            if (answer.Failure is { } failure)
            {
                log.Incomplete(problems.Of(Problems.ResourceManager, what, failure), app.SubscriptionId);
                return app;
            }

            if (Fill(app, answer.Body, fill) is { } filled)
            {
                log.Row();
                return filled;
            }

            if (broken == 0) continue;
            log.NotUnderstood();
            return app;
        }
    }

    // Null where the breaker is open: then nothing was asked.
    private async Task<ArmAnswer?> AskAsync(
        Uri address, string what, string? subscription, SourceLog log, CancellationToken cancellationToken)
    {
        if (breaker.IsOpen)
        {
            log.Incomplete($"{Problems.ResourceManager} did not answer several times in a row; {what} was not read.", subscription);
            return null;
        }

        log.ArmRead();
        var answer = await http.GetAsync(address, log, cancellationToken);
        breaker.Saw(answer.Failure);
        return answer;
    }

    private static AppObservation? Fill(
        AppObservation app, ReadOnlyMemory<byte> body, Func<AppObservation, JsonElement, AppObservation?> fill)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return fill(app, document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    [LoggerMessage(2121, LogLevel.Debug, "{ResourceId}: {What} is not there (404)")]
    private static partial void LogNotThere(ILogger logger, string resourceId, string what);
}
