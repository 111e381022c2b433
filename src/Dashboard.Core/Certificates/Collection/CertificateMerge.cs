namespace Dashboard.Core.Certificates.Collection;

/// <summary>What the collector must know of vaults before its own run.</summary>
public interface IVaultStore
{
    /// <summary>Every version that was ever seen in a vault.</summary>
    Task<IReadOnlyList<StoredVersion>> ReadVersionsAsync(CancellationToken cancellationToken);
}

/// <summary>A version in a vault as it is known now.</summary>
/// <param name="Vault">The vault's host.</param>
/// <param name="Seen">What the vault last said of it.</param>
/// <param name="IsGone">Whether a whole list did not have it any more.</param>
public sealed record StoredVersion(string Vault, VaultVersion Seen, bool IsGone);

/// <summary>What a run writes of certificates, in the transaction of its merge.</summary>
public sealed record CertificateMerge
{
    /// <summary>Nothing.</summary>
    public static CertificateMerge None { get; } = new();

    /// <summary>Versions in vaults that are new, changed or gone; the others are as they were.</summary>
    public IReadOnlyList<VaultChange> Vaults { get; init; } = [];
}

/// <summary>A version's change in a merge.</summary>
public abstract record VaultChange(string Vault, VaultVersion Seen)
{
    /// <summary>The vault has it, as told now.</summary>
    /// <param name="Vault">The vault's host.</param>
    /// <param name="Seen">What the vault says.</param>
    /// <param name="Draft">The certificate; null where it is no client's, or cannot be read as a certificate.</param>
    public sealed record Stands(string Vault, VaultVersion Seen, CertificateDraft? Draft) : VaultChange(Vault, Seen);

    /// <summary>A whole list of the vault does not have it any more.</summary>
    /// <param name="Vault">The vault's host.</param>
    /// <param name="Seen">What the vault last said.</param>
    public sealed record Gone(string Vault, VaultVersion Seen) : VaultChange(Vault, Seen);
}
