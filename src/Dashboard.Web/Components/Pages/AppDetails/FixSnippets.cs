using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;
using static Dashboard.Web.Components.Pages.AppDetails.ShellQuoting;

namespace Dashboard.Web.Components.Pages.AppDetails;

/// <summary>A fix, ready to copy.</summary>
/// <param name="Id">Its name in the URL.</param>
/// <param name="Title">Its tab.</param>
/// <param name="Code">The text to copy.</param>
/// <param name="Note">What to know before it is run.</param>
public sealed record FixSnippet(string Id, string Title, string Code, string Note);

/// <summary>What to run so that an app enforces mutual TLS.</summary>
public static class FixSnippets
{
    private const string BeforeYouRun =
        "From then on every request needs a client certificate: callers without one get 403. Deploy certificates to the callers first.";

    private const string TierNote =
        " The plan is Free or Shared and cannot ask for certificates: scale it to Basic or higher first.";

    /// <summary>The fixes for <paramref name="app"/>, in the order of the tabs.</summary>
    public static IReadOnlyList<FixSnippet> For(AppState app)
    {
        var note = BeforeYouRun + (app.Verdict == Verdict.Unsupported ? TierNote : "");
        return
        [
            new("cli", "Azure CLI", Cli(app), note),
            new("powershell", "PowerShell", Pwsh(app), note),
            new("bicep", "Bicep", BicepText(app), note),
            new("aspnet", "ASP.NET Core", AspNetCore, AspNetCoreNote),
        ];
    }

    private static (string App, string? Slot) Names(AppState app)
    {
        var name = ResourceIds.Segment(app.ResourceId, "sites") ?? app.Name;
        return (name, ResourceIds.Segment(app.ResourceId, "slots"));
    }

    private static bool NeedsHttp11(AppState app) =>
        app.Rules.Any(r => r.Id is "MTLS006" or "MTLS007" && r.Result == RuleResult.Fail) && app.Http20Enabled == true;

    private static string Cli(AppState app)
    {
        var (name, slot) = Names(app);
        var target = $"  --subscription {Bash(app.SubscriptionId)} \\\n  --resource-group {Bash(app.ResourceGroup)} \\\n  --name {Bash(name)}"
            + (slot is null ? "" : $" \\\n  --slot {Bash(slot)}");
        var code = $"az webapp update \\\n{target} \\\n  --https-only true \\\n"
            + "  --set clientCertEnabled=true \\\n        clientCertMode=Required \\\n        clientCertExclusionPaths=null";
        if (NeedsHttp11(app)) code += $"\n\naz webapp config set \\\n{target} \\\n  --http20-enabled false";
        return code;
    }

    private static string Pwsh(AppState app)
    {
        var code = $"$id = {PowerShell(app.ResourceId)}\n"
            + "$body = @{ properties = @{\n    clientCertEnabled        = $true\n    clientCertMode           = 'Required'\n"
            + "    clientCertExclusionPaths = $null\n    httpsOnly                = $true\n} } | ConvertTo-Json\n"
            + "Invoke-AzRestMethod -Method PATCH -Path \"${id}?api-version=2024-11-01\" -Payload $body";
        if (NeedsHttp11(app))
        {
            code += "\n\n$web = @{ properties = @{ http20Enabled = $false } } | ConvertTo-Json\n"
                + "Invoke-AzRestMethod -Method PATCH -Path \"${id}/config/web?api-version=2024-11-01\" -Payload $web";
        }

        return code;
    }

    private static string BicepText(AppState app)
    {
        var (name, slot) = Names(app);
        var (type, full) = slot is null ? ("Microsoft.Web/sites", name) : ("Microsoft.Web/sites/slots", $"{name}/{slot}");
        return $"// Add these properties to the resource that deploys the app.\n"
            + $"resource app '{type}@2024-11-01' = {{\n  name: {Bicep(full)}\n  location: {Bicep(app.Location ?? "westeurope")}\n"
            + "  properties: {\n    clientCertEnabled: true\n    clientCertMode: 'Required'\n    clientCertExclusionPaths: ''\n    httpsOnly: true\n"
            + (NeedsHttp11(app) ? "    siteConfig: {\n      http20Enabled: false\n    }\n" : "")
            + "  }\n}";
    }

    private const string AspNetCoreNote =
        "X-ARR-ClientCert can be forged wherever no App Service front end sets it. Trust it only behind App Service with the mode "
        + "on Require and no exclusion paths, and in addition to other authentication. App Service does not check the issuer: this code must.";

    private const string AspNetCore = """
        using System.Security.Cryptography.X509Certificates;
        using Microsoft.AspNetCore.Authentication.Certificate;

        // Only App Service sets this header. Anywhere else it comes from the caller and proves nothing.
        if (Environment.GetEnvironmentVariable("WEBSITE_SITE_NAME") is null)
            throw new InvalidOperationException("Client certificates are only trusted behind App Service.");

        builder.Services.AddCertificateForwarding(options =>
        {
            options.CertificateHeader = "X-ARR-ClientCert";
            options.HeaderConverter = header =>
                X509CertificateLoader.LoadCertificate(Convert.FromBase64String(header));
        });

        builder.Services
            .AddAuthentication(CertificateAuthenticationDefaults.AuthenticationScheme)
            .AddCertificate(options =>
            {
                options.AllowedCertificateTypes = CertificateTypes.Chained;
                options.ChainTrustValidationMode = X509ChainTrustMode.CustomRootTrust;
                options.CustomTrustStore.Add(X509CertificateLoader.LoadCertificateFromFile("issuing-root.cer"));
                options.RevocationMode = X509RevocationMode.Online;
                options.Events = new CertificateAuthenticationEvents
                {
                    OnCertificateValidated = context =>
                    {
                        // Valid is not enough: only the callers that you know.
                        var known = builder.Configuration.GetSection("ClientThumbprints").Get<string[]>() ?? [];
                        var thumbprint = context.ClientCertificate.GetCertHashString(
                            System.Security.Cryptography.HashAlgorithmName.SHA256);
                        if (!known.Contains(thumbprint, StringComparer.OrdinalIgnoreCase))
                            context.Fail("This client is not on the list.");
                        return Task.CompletedTask;
                    },
                };
            });
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder()
                .RequireAuthenticatedUser().Build());

        var app = builder.Build();
        app.UseCertificateForwarding();
        app.UseAuthentication();
        app.UseAuthorization();
        """;
}
