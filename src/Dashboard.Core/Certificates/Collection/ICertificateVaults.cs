using Dashboard.Core.Collection;

namespace Dashboard.Core.Certificates.Collection;

/// <summary>
/// The vaults that client certificates are kept in, as a run asks them. As with <see cref="IAzureEstate"/>, an implementation writes what it could not
/// read into the log that it is given, and throws nothing but <see cref="OperationCanceledException"/>.
/// </summary>
public interface ICertificateVaults
{
    /// <summary>The name of the source in the report of a run.</summary>
    const string SourceName = "key vaults";

    /// <summary>The hosts of the vaults in lower case.</summary>
    IReadOnlyList<string> Vaults { get; }

    /// <summary>The certificates of a vault, page by page, each by its newest version; <see cref="VaultVersion.Version"/> is empty.</summary>
    IAsyncEnumerable<IReadOnlyList<VaultVersion>> ListAsync(string vault, SourceLog log, CancellationToken cancellationToken);

    /// <summary>The versions of a certificate, page by page, in no particular order.</summary>
    IAsyncEnumerable<IReadOnlyList<VaultVersion>> ListVersionsAsync(string vault, string name, SourceLog log, CancellationToken cancellationToken);

    /// <summary>The newest version of a certificate with what its policy says; null where it was not read.</summary>
    Task<VaultContent?> ReadNewestAsync(string vault, string name, SourceLog log, CancellationToken cancellationToken);

    /// <summary>A version of a certificate; null where it was not read.</summary>
    Task<VaultContent?> ReadAsync(string vault, string name, string version, SourceLog log, CancellationToken cancellationToken);
}

/// <summary>What a vault's list says of a version.</summary>
/// <param name="Name">The certificate's name, in lower case.</param>
/// <param name="Version">The version; empty where the list is of certificates.</param>
/// <param name="Sha1">The thumbprint by which Key Vault names it, SHA-1 in upper hex; empty for one that is not issued yet.</param>
/// <param name="Enabled">Whether it may be used.</param>
/// <param name="Created">When the vault made or got it; null where it does not say.</param>
/// <param name="Updated">When it last changed, to the second; null where it does not say.</param>
public sealed record VaultVersion(string Name, string Version, string Sha1, bool Enabled, DateTimeOffset? Created, DateTimeOffset? Updated)
{
    /// <summary>The value of the tag that links apps; null without it.</summary>
    public string? Apps { get; init; }

    /// <summary>Whether a tag says that it is a client's, whatever the certificate says of its use.</summary>
    public bool IsMarkedClient { get; init; }
}

/// <summary>A version as it is read by itself.</summary>
/// <param name="Version">The version.</param>
/// <param name="Der">The certificate; empty for one that is not issued yet.</param>
/// <param name="Exportable">Whether its key can be carried away; null where the answer does not say.</param>
public sealed record VaultContent(string Version, ReadOnlyMemory<byte> Der, bool? Exportable);
