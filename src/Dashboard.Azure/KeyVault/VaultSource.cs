using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Identity;
using Azure.Security.KeyVault.Certificates;
using Dashboard.Azure.Pipeline;
using Dashboard.Core.Certificates.Collection;
using Dashboard.Core.Collection;

namespace Dashboard.Azure.KeyVault;

/// <summary>The certificates of Key Vault through the official client.</summary>
internal sealed class VaultSource(AzureSettings settings, VaultClients clients, Problems problems) : ICertificateVaults
{
    /// <summary>The tag that links apps: their resource ids, with blanks, commas or semicolons between them.</summary>
    private const string AppsTag = "mtls-apps";

    /// <summary>The tag that says whose a certificate is.</summary>
    private const string ClientTag = "mtls-client";

    private readonly Dictionary<string, VaultAddress> _vaults = settings.Vaults.ToDictionary(v => v.Host, StringComparer.Ordinal);

    /// <inheritdoc/>
    public IReadOnlyList<string> Vaults { get; } = [.. settings.Vaults.Select(v => v.Host)];

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<VaultVersion>> ListAsync(string vault, SourceLog log, CancellationToken cancellationToken) =>
        PagesAsync(
            vault, "the list of certificates", log,
            client => client.GetPropertiesOfCertificatesAsync(includePending: false, cancellationToken).AsPages(), isVersion: false, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<VaultVersion>> ListVersionsAsync(string vault, string name, SourceLog log, CancellationToken cancellationToken) =>
        PagesAsync(
            vault, "the versions of a certificate", log,
            client => client.GetPropertiesOfCertificateVersionsAsync(name, cancellationToken).AsPages(), isVersion: true, cancellationToken);

    /// <inheritdoc/>
    public Task<VaultContent?> ReadNewestAsync(string vault, string name, SourceLog log, CancellationToken cancellationToken) => TryAsync(
        vault, "a certificate", log, async () =>
        {
            var read = (await clients.Of(_vaults[vault], log).GetCertificateAsync(name, cancellationToken)).Value;
            log.Row();
            return new VaultContent(read.Properties.Version, read.Cer, read.Policy?.Exportable);
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<VaultContent?> ReadAsync(string vault, string name, string version, SourceLog log, CancellationToken cancellationToken) => TryAsync(
        vault, "a certificate", log, async () =>
        {
            var read = (await clients.Of(_vaults[vault], log).GetCertificateVersionAsync(name, version, cancellationToken)).Value;
            log.Row();
            return new VaultContent(version, read.Cer, null);
        }, cancellationToken);

    private async IAsyncEnumerable<IReadOnlyList<VaultVersion>> PagesAsync(
        string vault, string what, SourceLog log, Func<CertificateClient, IAsyncEnumerable<Page<CertificateProperties>>> list, bool isVersion,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var client = await TryAsync(vault, what, log, () => Task.FromResult(clients.Of(_vaults[vault], log)), cancellationToken);
        if (client is null) yield break;
        await using var pages = list(client).GetAsyncEnumerator(cancellationToken);
        while (await TryAsync(vault, what, log, async () => await pages.MoveNextAsync() ? pages.Current : Ended, cancellationToken) is { } page && page != Ended)
        {
            var items = page.Values.Select(p => Read(vault, p, isVersion)).ToList();
            var good = items.OfType<VaultVersion>().ToList();
            for (var i = good.Count; i < items.Count; i++) log.NotUnderstood();
            log.Page(good.Count);
            yield return good;
        }
    }

    private static readonly Page<CertificateProperties> Ended = Page<CertificateProperties>.FromValues([], null, null!);

    /// <summary>An entry of a list; null where it is of another vault, or has no name.</summary>
    private static VaultVersion? Read(string vault, CertificateProperties properties, bool isVersion)
    {
        if (properties.Id is null || string.IsNullOrEmpty(properties.Name) || !properties.Id.IdnHost.Equals(vault, StringComparison.OrdinalIgnoreCase)) return null;
        if (isVersion == string.IsNullOrEmpty(properties.Version)) return null;
        var apps = properties.Tags.FirstOrDefault(t => t.Key.Equals(AppsTag, StringComparison.OrdinalIgnoreCase)).Value;
        return new VaultVersion(
            properties.Name.ToLowerInvariant(), properties.Version ?? "", Convert.ToHexString(properties.X509Thumbprint ?? []), properties.Enabled ?? true,
            properties.CreatedOn, properties.UpdatedOn)
        {
            Apps = apps,
            IsMarkedClient = apps is not null || properties.Tags.Keys.Any(k => k.Equals(ClientTag, StringComparison.OrdinalIgnoreCase)),
        };
    }

    /// <summary>Does it; null where that failed, and then the log says what of which vault.</summary>
    private async Task<T?> TryAsync<T>(string vault, string what, SourceLog log, Func<Task<T>> read, CancellationToken cancellationToken)
        where T : class
    {
        var api = Problems.OfVault(vault);
        try
        {
            return await read();
        }
        catch (RequestFailedException e) when (e.Status != 0)
        {
            log.Incomplete(problems.Of(api, what, new ArmFailure(FailureKind.Status, e.Status, ArmErrorCodes.OfVault(e.GetRawResponse()?.Content ?? BinaryData.Empty))));
        }
        catch (AuthenticationFailedException)
        {
            log.Incomplete($"{api}: {problems.Of(api, what, new ArmFailure(FailureKind.NoToken, 0, []))}");
        }
        catch (Exception e) when (ThrottleRetryPolicy.IsConnectionFailure(e, cancellationToken))
        {
            log.Incomplete(problems.Of(api, what, new ArmFailure(FailureKind.NoConnection, 0, []) { Fault = ConnectionFaults.Of(e) }));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException or KeyNotFoundException or OverflowException)
        {
            // The official client throws these at a body that is not what Key Vault documents, at a link to elsewhere, and at a challenge for another resource.
            log.Incomplete($"{api} answered {what} with something that is not understood, or led elsewhere. Run again; if it stays, look for a proxy between here and Azure.");
        }

        return null;
    }
}
